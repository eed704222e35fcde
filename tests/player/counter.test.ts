import { describe, expect, test, vi } from "vitest";
import { CountedField, Counter } from "../../builder/player/src/counter";
import type { Host } from "../../builder/player/src/element";
import { lookUp } from "../../builder/player/src/words";

function host(announce: (text: string) => void = () => undefined): Host {
  const word = lookUp({ "x.left": { one: "one left", other: "{n} left" }, "x.full": "full, {n} of {all}" }, "en");
  return { word, announce } as unknown as Host;
}

function place(): HTMLElement {
  const place = document.createElement("p");
  place.textContent = "Up to many";
  return place;
}

describe("a counter", () => {
  test.each([
    [300, 0, "Up to many"],
    [300, 239, "Up to many"],
    [300, 240, "60 left"],
    [300, 299, "one left"],
    [300, 300, "full, 300 of 300"],
    [300, 320, "full, 320 of 300"],
    [2000, 1899, "Up to many"],
    [2000, 1900, "100 left"],
    [40, 31, "Up to many"],
    [40, 32, "8 left"],
  ])("of %i after %i characters", (limit, written, says) => {
    const shown = place();
    new Counter(host(), "x", shown, limit).show("a".repeat(written));
    expect(shown.textContent).toBe(says);
  });

  test("counts what is kept, and takes back what it said", () => {
    const shown = place();
    const counter = new Counter(host(), "x", shown, 20);
    counter.show("\u0000".repeat(4) + "😀");
    expect(shown.textContent).toBe("2 left");
    counter.show("a\nb");
    expect(shown.textContent).toBe("Up to many");
  });

  test("speaks once for each step, only to who writes, and again after there was room", () => {
    const announce = vi.fn();
    const counter = new Counter(host(announce), "x", place(), 100);
    counter.show("a".repeat(85));
    expect(announce).not.toHaveBeenCalled();
    for (const length of [79, 80, 81, 82, 90, 91, 99, 100, 99, 10, 100]) counter.typed("a".repeat(length));
    expect(announce.mock.calls.flat()).toEqual(["20 left", "10 left", "full, 100 of 100", "full, 100 of 100"]);
  });
});

describe("a field with a counter", () => {
  function field(): [CountedField, HTMLTextAreaElement] {
    const area = document.createElement("textarea");
    area.maxLength = 20;
    document.body.append(area);
    return [new CountedField(host(), "x", area, place()), area];
  }

  test("holds nothing that is not kept", () => {
    const [counted, area] = field();
    area.value = "\u0001".repeat(6);
    counted.typed(false);
    expect(area.value).toBe("\u0001".repeat(5));
  });

  test("leaves a sign alone that is being composed", () => {
    const [counted, area] = field();
    area.value = "한".repeat(21);
    counted.typed(true);
    expect(area.value).toHaveLength(21);
  });

  test("does not take the text from under who writes in it", () => {
    const [counted, area] = field();
    area.focus();
    area.value = "half a se";
    counted.show("half");
    expect(area.value).toBe("half a se");
    area.blur();
    counted.show("half");
    expect(area.value).toBe("half");
  });
});
