/**
 * A film in the browser's own player. What is played is collected; each twentieth of the film, and all that
 * the learner does with it, is reported. Pages that go away are told of before they do.
 */
import { LEAVING } from "../../player/src/dom";
import { BlockElement } from "../../player/src/element";
import { listen } from "../../player/src/living";
import type { Values } from "../../player/src/logic";
import { logic, partsIn, threshold, watched, type VideoEvent } from "./logic";
import {
  UNPLAYED, firstGap, moved, partsOf, seconds, segmentsOf, segmentsOfParts, started, stopped, wound,
  type Segment, type Viewing,
} from "./segments";

/** Winding goes on while the learner drags: it is told when nothing has moved for so many milliseconds. */
export const SETTLED = 600;
/** So near to its end, in seconds at normal speed, a film that begins again has come to its end. */
const LAST_SECOND = 1;
/** A browser that is told to go to a place may come to stand beside it. */
const BESIDE = 0.05;

export class VideoElement extends BlockElement {
  private video!: HTMLVideoElement;
  private viewing: Viewing = UNPLAYED;
  /** What was watched in earlier visits, as it was kept. */
  private kept = 0;
  /** Whether a viewing of this visit to the page has begun. */
  private opened = false;
  /** Where the learner began to wind, until that is told. */
  private woundFrom: number | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;

  protected setUp(): void {
    this.video = this.one<HTMLVideoElement>("video");
    this.kept = partsIn(this.values);
    this.one("[data-watched]").hidden = this.item.objectives.length === 0;
    const on = (name: string, act: () => void): void => this.video.addEventListener(name, act);
    on("loadedmetadata", () => this.goOn());
    on("durationchange", () => this.measure());
    on("playing", () => this.play());
    on("timeupdate", () => this.progress());
    on("pause", () => this.stop());
    on("ended", () => this.stop());
    on("seeking", () => this.wind());
    on("seeked", () => this.settle());
    listen(document, LEAVING, () => this.leave());
    // On the way down, so that this comes before the player hands everything over.
    listen(window, "visibilitychange", () => this.hold(), true);
    listen(window, "pagehide", () => this.leave(), true);
  }

  show(values: Values): void {
    const n = this.length === null ? watched(values, [], 1) : watched(values, this.played, this.length);
    const all = threshold(this.item);
    const done = logic.done(this.item, values);
    this.one("[data-mark]").hidden = !done;
    this.one("[data-share]").textContent = this.host.word(done ? "video.done" : "video.progress", { n, all });
  }

  /** Where the film stands. */
  override draft(): number {
    return this.video.currentTime;
  }

  override takeUp(time: number): void {
    if (time <= BESIDE) return;
    this.viewing = wound(this.viewing, time);
    this.video.currentTime = time;
  }

  /** In seconds; null while it is not known, or without end. */
  private get length(): number | null {
    const { duration } = this.video;
    return Number.isFinite(duration) && duration > 0 ? seconds(duration) : null;
  }

  /** All that was played, and first what is known of earlier visits. */
  private get played(): readonly Segment[] {
    return [...segmentsOfParts(this.kept, this.length ?? 0), ...segmentsOf(this.viewing)];
  }

  /** Who comes back before enough was watched goes on where something is missing. */
  private goOn(): void {
    if (this.length === null || logic.done(this.item, this.values) || this.video.currentTime > BESIDE) return;
    const gap = firstGap(partsIn(this.values), this.length);
    if (gap === 0 || gap >= this.length) return;
    this.viewing = wound(this.viewing, gap);
    this.video.currentTime = gap;
  }

  /** Some films tell how long they are at their end only; nothing could be told of them before. */
  private measure(): void {
    if (this.viewing.from !== null && !this.opened) this.tell("played", { time: this.viewing.from });
  }

  private play(): void {
    if (this.viewing.from !== null) return;
    this.tellWinding();
    this.viewing = started(this.viewing, this.video.currentTime);
    this.tell("played");
  }

  private progress(): void {
    if (this.viewing.from === null || this.video.seeking) return;
    this.viewing = moved(this.viewing, this.video.currentTime);
    this.show(this.values);
    if (this.isNews) this.tell("progressed");
  }

  /** Whether another part was watched, or just as much as counts. */
  private get isNews(): boolean {
    const { length, values } = this;
    if (length === null) return false;
    const more = partsOf(this.played, length) & ~partsIn(values);
    const reached = watched(values, this.played, length) >= threshold(this.item);
    return more !== 0 || (reached && !logic.done(this.item, values));
  }

  private stop(): void {
    if (this.viewing.from === null) return;
    this.tellWinding();
    const { video } = this;
    const atEnd = video.ended && this.length !== null;
    this.viewing = stopped(this.viewing, atEnd ? (this.length ?? 0) : this.standing);
    this.tell("paused");
  }

  /** While a film is being wound, the browser stands where nothing was played yet. */
  private get standing(): number {
    return this.video.seeking ? this.viewing.at : this.video.currentTime;
  }

  private wind(): void {
    const to = this.video.currentTime;
    if (Math.abs(to - this.viewing.at) < BESIDE) return;
    if (this.beginsAgain(to)) return this.again(to);
    clearTimeout(this.settling);
    this.woundFrom ??= this.viewing.at;
    this.viewing = wound(this.viewing, to);
  }

  private settle(): void {
    clearTimeout(this.settling);
    if (this.woundFrom !== null) this.settling = setTimeout(() => this.tellWinding(), SETTLED);
  }

  /** In a loop there is no end: the browser winds back by itself. */
  private beginsAgain(to: number): boolean {
    const { loop, playbackRate } = this.video;
    const left = (this.length ?? Infinity) - this.viewing.at;
    return loop && this.viewing.from !== null && to < BESIDE && left <= LAST_SECOND * Math.max(1, playbackRate);
  }

  private again(to: number): void {
    this.viewing = stopped(this.viewing, this.length ?? this.viewing.at);
    this.tell("paused");
    this.viewing = started(wound(this.viewing, to), to);
    this.tell("played");
  }

  private tellWinding(): void {
    clearTimeout(this.settling);
    const from = this.woundFrom;
    this.woundFrom = null;
    // A stretch that was played since begins where the winding ended.
    const to = this.viewing.from ?? this.viewing.at;
    if (from !== null && from !== to) this.tell("seeked", { from, to });
  }

  /** The page is hidden: perhaps for good, so what was watched so far is kept now. */
  private hold(): void {
    if (document.visibilityState === "hidden" && this.viewing.from !== null) this.keep();
  }

  private keep(): void {
    this.viewing = moved(this.viewing, this.standing);
    this.tell("progressed");
  }

  /** The learner leaves the page, or the course: the viewing ends, and the film does not go on unseen. */
  private leave(): void {
    this.stop();
    this.tellWinding();
    if (this.opened) this.tell("left");
    this.opened = false;
    this.video.pause();
  }

  private tell(type: VideoEvent["type"], more: Partial<VideoEvent> = {}): void {
    const { length, played, opened } = this;
    if (length === null) return;
    const event: VideoEvent = { type, time: this.viewing.at, played, length, ...more };
    this.opened = true;
    if (!opened) this.send({ type: "opened", time: event.time, played, length } as VideoEvent);
    this.send(event);
  }
}
