/** Numbers, bit sets and lists in 64 URL-safe characters; the layout is described in codec.ts. */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MORE = 32;

/** A number as exactly `length` digits of six bits, the highest first. */
export function toDigits(number: number, length: number): string {
  let digits = "";
  for (let place = length - 1; place >= 0; place--) {
    digits += DIGITS[Math.floor(number / 64 ** place) % 64];
  }
  return digits;
}

export function fromDigits(digits: string): number {
  let number = 0;
  for (const digit of digits) number = number * 64 + valueOf(digit);
  return number;
}

/** Throws where there is no digit. */
function valueOf(digit: string | undefined): number {
  const value = DIGITS.indexOf(digit ?? " ");
  if (value < 0) throw new Error("no digit");
  return value;
}

export function numberText(number: number): string {
  let text = "";
  let rest = number;
  while (rest >= MORE) {
    text += DIGITS[MORE + (rest % MORE)];
    rest = Math.floor(rest / MORE);
  }
  return text + DIGITS[rest];
}

export function listText(numbers: readonly number[]): string {
  return numberText(numbers.length) + numbers.map(numberText).join("");
}

export function bitsText(numbers: Iterable<number>): string {
  const digits: number[] = [];
  for (const number of numbers) {
    const place = Math.floor(number / 6);
    while (digits.length <= place) digits.push(0);
    digits[place] = (digits[place] ?? 0) | (1 << number % 6);
  }
  return numberText(digits.length) + digits.map((digit) => DIGITS[digit]).join("");
}

/**
 * Reads one after the other what the functions above wrote, and throws at an end that comes too early. What they would
 * have written otherwise is found when what was read is written again.
 */
export class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  number(): number {
    let number = 0;
    for (let place = 1; place < 2 ** 30; place *= MORE) {
      const digit = this.digit();
      number += (digit % MORE) * place;
      if (digit < MORE) break;
    }
    return number;
  }

  list(): number[] {
    const numbers: number[] = [];
    for (let left = this.number(); left > 0; left--) numbers.push(this.number());
    return numbers;
  }

  bits(): number[] {
    const numbers: number[] = [];
    const length = this.number();
    for (let place = 0; place < length; place++) {
      const digit = this.digit();
      for (let bit = 0; bit < 6; bit++) if (digit & (1 << bit)) numbers.push(place * 6 + bit);
    }
    return numbers;
  }

  text(length: number): string {
    this.at += length;
    return this.source.slice(this.at - length, this.at);
  }

  private digit(): number {
    return valueOf(this.source[this.at++]);
  }
}
