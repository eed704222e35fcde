/** The player on a line: a question comes in, its answer goes out. Bundled by tests/plan/player.py. */
import { createInterface } from "node:readline";
import { answer } from "../player/parity.ts";

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${answer(line)}\n`);
