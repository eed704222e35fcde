/** A film in a page, as far as a browser's own player tells of it; and the player around the block. */
import { VideoElement } from "../../../builder/blocks/video/element";
import { logic } from "../../../builder/blocks/video/logic";
import type { Host } from "../../../builder/player/src/element";
import type { BlockEvent, Fact, Values, VideoFact } from "../../../builder/player/src/logic";
import type { PlannedItem } from "../../../builder/player/src/plan";

/** Seconds between two words of a browser on where it stands, at normal speed. */
const TICK = 0.25;

export class Film {
  currentTime = 0;
  duration = Number.NaN;
  seeking = false;
  ended = false;
  loop = false;
  playbackRate = 1;
  paused = true;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly length: number,
  ) {
    for (const name of ["currentTime", "duration", "seeking", "ended", "loop", "playbackRate", "paused"] as const) {
      Object.defineProperty(video, name, {
        get: () => this[name],
        set: (value: never) => (name === "currentTime" ? this.wind(value) : Object.assign(this, { [name]: value })),
      });
    }
    video.pause = () => this.pause();
  }

  /** What is known of a film once its first bytes have come. */
  load(): void {
    if (!Number.isNaN(this.duration)) return;
    this.duration = this.length;
    this.say("loadedmetadata");
  }

  /** Now it is known how long it is. */
  measure(length: number): void {
    this.duration = length;
    this.say("durationchange");
  }

  /** On a busy device the word of it comes late: the film is then some seconds on. */
  play(late = 0): void {
    this.load();
    if (this.ended) this.wind(0);
    this.paused = false;
    this.currentTime += late;
    this.say("play", "playing");
  }

  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.say("timeupdate", "pause");
  }

  /** Plays on for so many seconds of the film, at most to its end. */
  run(seconds: number): void {
    for (let left = seconds; left > 1e-9 && !this.paused; left -= TICK * this.playbackRate) {
      this.currentTime = Math.min(this.currentTime + Math.min(left, TICK * this.playbackRate), this.duration);
      if (this.currentTime < this.duration) this.say("timeupdate");
      else this.finish();
    }
  }

  /** The learner drags to a place, over others perhaps. */
  wind(...places: number[]): void {
    this.ended = false;
    for (const to of places) {
      this.seeking = true;
      this.currentTime = to;
      this.say("timeupdate", "seeking");
      this.seeking = false;
      this.say("timeupdate", "seeked", ...(this.paused ? [] : ["playing"]));
    }
  }

  private finish(): void {
    if (this.loop) return this.wind(0);
    this.ended = true;
    this.paused = true;
    this.say("timeupdate", "pause", "ended");
  }

  private say(...names: string[]): void {
    for (const name of names) this.video.dispatchEvent(new Event(name));
  }
}

export interface Scene {
  readonly film: Film;
  readonly element: VideoElement;
  /** Facts about the film since the last time, in short. */
  take(): string[];
  readonly facts: readonly Fact[];
  values(): Values;
  line(): string;
}

const WORDS: Readonly<Record<string, string>> = { "video.progress": "{n} of {all}", "video.done": "{n} done" };

/** A page with a film of ten seconds, or as long as it is said to be. */
export function scene(item: PlannedItem, before: Values = {}, length = 10): Scene {
  if (!customElements.get("bc-video")) customElements.define("bc-video", VideoElement);
  document.body.innerHTML = `<bc-video data-item="${item.id}"><video></video>
    <p data-watched hidden><span data-mark hidden>✓</span><span data-share></span></p></bc-video>`;
  const element = document.querySelector<VideoElement>("bc-video")!;
  const film = new Film(element.querySelector("video")!, length);
  const facts: Fact[] = [];
  let values = before;
  let told = 0;
  const host = {
    item: () => item,
    values: () => values,
    word: (key: string, with_: Readonly<Record<string, string | number>> = {}) =>
      Object.entries(with_).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), WORDS[key] ?? key),
    send(_id: string, event: BlockEvent) {
      const change = logic.apply(item, values, event);
      values = { ...values, ...change.values };
      facts.push(...change.facts);
      element.show(values);
    },
  };
  element.connect(host as unknown as Host);
  const line = element.querySelector<HTMLElement>("[data-watched]")!;
  return {
    film,
    element,
    facts,
    values: () => values,
    take: () => facts.slice(told, (told = facts.length)).map(short),
    line: () => (line.hidden ? "" : [...line.children].filter((part) => !(part as HTMLElement).hidden).map((part) => part.textContent).join("")),
  };
}

function short(fact: Fact): string {
  if (fact.fact !== "video") return fact.fact;
  return fact.event === "seeked" ? `seeked ${fact.from} ${fact.to}` : `${fact.event} ${fact.time}`;
}

export function lastOf({ facts }: Scene): VideoFact {
  return facts.filter((fact): fact is VideoFact => fact.fact === "video").slice(-1)[0]!;
}
