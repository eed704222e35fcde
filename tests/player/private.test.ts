/** Which names of members the bundle may shorten. */
import { expect, test } from "vitest";
// @ts-expect-error: a script of the build, without types
import { named } from "../../builder/player/private.mjs";

const TYPES = { compilerOptions: { target: "ES2020", useDefineForClassFields: false } };

async function renamed(source: string): Promise<string[]> {
  const code: string = await named(source, TYPES);
  return [...new Set(code.match(/\w+(?=_private\b)/g))].sort();
}

test("private fields, methods, getters and parameters get names of their own", async () => {
  const source = `export class One {
  private readonly field = 1;
  constructor(private readonly given: number) {}
  open(): number {
    return this.sum + this.add();
  }
  private get sum(): number {
    return this.field + this.given;
  }
  private add(): number {
    return 1;
  }
}
`;
  expect(await renamed(source)).toEqual(["add", "field", "given", "sum"]);
});

test("what others say, too, keeps its name", async () => {
  const source = `export class One {
  private length = 1;
  private other = 2;
  private third = 3;
  sum(list: number[]): number {
    const { third } = this;
    return this.length + list.length + this.other + third;
  }
}
export class Two {
  constructor(readonly other: number) {}
  twice(): number {
    return 2 * this.other;
  }
}
export function other(): number {
  return 3;
}
`;
  expect(await renamed(source)).toEqual(["other"]);
  const code: string = await named(source, TYPES);
  expect(code.split("class Two")[1]).not.toContain("_private");
});
