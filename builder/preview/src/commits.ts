/** How the values of a SCORM course travel to the server: as Moodle's do (docs/lms-facts.md, 1.4 and O1). */
import type { Network } from "./network";
import type { Post } from "./scorm/runtime";

/**
 * A commit is a request that blocks, with a true answer. Where that is not possible, because there is no connection
 * or the page goes away, it is sent without waiting, and "true" is said all the same.
 */
export function commitsOf(visit: string, network: Network): Post {
  let commit = 0;
  return (elements) => {
    if (network.lost) return true;
    commit += 1;
    const body = JSON.stringify({ commit, elements });
    try {
      return postNow(`/api/commit/${visit}`, body);
    } catch {
      void network.watch(fetch(`/api/commit/${visit}`, { method: "POST", body, keepalive: true })).catch(() => undefined);
      return true;
    }
  };
}

function postNow(address: string, body: string): boolean {
  const request = new XMLHttpRequest();
  request.open("POST", address, false);
  request.send(body);
  return request.status === 200 && request.responseText.startsWith("true");
}
