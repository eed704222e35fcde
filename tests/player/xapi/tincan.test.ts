import { describe, expect, test } from "vitest";
import { agentOf, TIN_CAN } from "../../../builder/player/src/trackers/xapi/tincan";

const account = { homePage: "https://lms.test", name: "7" };

describe("a learner", () => {
  test.each([
    ["as of today", { objectType: "Agent", name: "Anna", account }, { objectType: "Agent", name: "Anna", account }],
    ["with mail", { mbox: "mailto:a@lms.test" }, { objectType: "Agent", mbox: "mailto:a@lms.test" }],
    ["without a name", { name: "", account }, { objectType: "Agent", account }],
    [
      "in lists, as old LMSs give it",
      { name: ["Anna"], account: [{ accountServiceHomePage: "https://lms.test", accountName: "7" }] },
      { objectType: "Agent", name: "Anna", account },
    ],
    ["with mail in a list, without its scheme", { mbox: ["a@lms.test"] }, { objectType: "Agent", mbox: "mailto:a@lms.test" }],
    ["with several identifiers: one of them", { mbox: "mailto:a@lms.test", account }, { objectType: "Agent", account }],
    ["with none", { name: "Anna" }, null],
    ["with an account of nobody", { account: { homePage: "https://lms.test" } }, null],
    ["with an account of nobody, and mail", { account: {}, mbox: "mailto:a@lms.test" }, { objectType: "Agent", mbox: "mailto:a@lms.test" }],
    ["with what is no identifier", { account: "7", mbox: 7 }, null],
  ])("%s", (_name, given, wanted) => {
    expect(agentOf(given as never)).toEqual(wanted);
  });
});

describe("a launch", () => {
  const launch = (query: Record<string, string>) =>
    TIN_CAN.launch({ location: { search: `?${new URLSearchParams(query)}` }, fetch: () => undefined } as never);
  const whole = { endpoint: "https://lrs.test/xapi", auth: "Basic YTpi", actor: JSON.stringify({ account }) };

  test.each([
    ["nothing", {}],
    ["no actor", { endpoint: whole.endpoint }],
    ["an actor that is none", { ...whole, actor: "Anna" }],
    ["no endpoint", { actor: whole.actor }],
  ])("with %s is none", async (_name, query) => {
    expect(await launch(query as never)).toBe("alone");
  });

  test.each([["Basic YTpi", "Basic YTpi"], ["YTpi", "Basic YTpi"], ["Bearer x", "Bearer x"]])("with the credentials %s", async (auth, sent) => {
    const headers: string[] = [];
    const fetch = (_address: string, init: RequestInit): Promise<Response> => {
      headers.push(new Headers(init.headers).get("Authorization") ?? "");
      return Promise.resolve(new Response("", { status: 404 }));
    };
    const made = await TIN_CAN.launch({ location: { search: `?${new URLSearchParams({ ...whole, auth })}` }, fetch } as never);
    if (typeof made === "string") throw new Error(made);
    await made.lrs.readState({});
    expect(headers).toEqual([sent]);
  });
});
