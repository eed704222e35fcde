/** What values of the two data models look like. A value is always a text here. */

export type Test = (value: string) => boolean;

/** An element of a data model: who may read or write it, and what it takes. */
export interface Rule {
  readonly access: "both" | "read" | "write" | "keyword";
  readonly accepts: Test;
  /** Whether a number of the right form lies between its ends; SCORM 2004 tells the two apart. */
  readonly inRange?: Test;
  /** Of a keyword. */
  readonly value?: string;
  /** Says how many rows a list has. */
  readonly counter?: true;
}

/** By name; every index in a name is written `n`. */
export type Model = Readonly<Record<string, Rule>>;

const anything: Test = () => true;

export const readOnly = (): Rule => ({ access: "read", accepts: anything });
export const writeOnly = (accepts: Test): Rule => ({ access: "write", accepts });
export const readWrite = (accepts: Test): Rule => ({ access: "both", accepts });
export const keyword = (value: string): Rule => ({ access: "keyword", accepts: anything, value });
export const counter = (): Rule => ({ access: "keyword", accepts: anything, counter: true });

export const text = (most: number): Test => (value) => value.length <= most; // UTF-16 units, as JavaScript counts
export const oneOf = (...words: readonly string[]): Test => (value) => words.includes(value);
export const matches = (form: RegExp): Test => (value) => form.test(value);

/** `cmi.interactions.3.id` is `cmi.interactions.n.id`; an index that begins with 0 is none. */
export function modelName(element: string): string {
  return element.replace(/\.(?:0|[1-9]\d*)(?=\.)/g, ".n");
}

/** The lists and indexes on the way to an element: `a.3.b.0.c` has `a`, 3 and `a.3.b`, 0. */
export function indexesIn(element: string): [list: string, index: number][] {
  return [...element.matchAll(/\.(\d+)(?=\.)/g)].map((match) => [element.slice(0, match.index), Number(match[1])]);
}
