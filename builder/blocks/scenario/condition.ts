/** Evaluates the conditions that `expression.py` has parsed; the tree is data, never code. */

export type Tree = number | string | readonly [string, ...Tree[]];

export function holds(tree: Tree, values: Readonly<Record<string, number>>): boolean {
  return valueOf(tree, values) !== 0;
}

type Sign = (left: number, right: number) => number;

const SIGNS: Readonly<Record<string, Sign>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "<": (left, right) => Number(left < right),
  "<=": (left, right) => Number(left <= right),
  ">": (left, right) => Number(left > right),
  ">=": (left, right) => Number(left >= right),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  and: (left, right) => Number(left !== 0 && right !== 0),
  or: (left, right) => Number(left !== 0 || right !== 0),
};

function valueOf(tree: Tree, values: Readonly<Record<string, number>>): number {
  if (typeof tree === "number") return tree;
  if (typeof tree === "string") return values[tree] ?? 0;
  const [name, ...parts] = tree;
  const [left = 0, right = 0] = parts.map((part) => valueOf(part, values));
  if (name === "not") return Number(left === 0);
  const sign = SIGNS[name];
  if (!sign) throw new Error(`unknown sign ${name} in a condition`);
  return sign(left, right);
}
