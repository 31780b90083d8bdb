import { describe, expect, test } from "vitest";
import { matchesStroke, parseShortcut, shortcutLabel } from "./shortcut";

const press = (
  key: string,
  modifiers: Partial<Record<"metaKey" | "ctrlKey" | "shiftKey" | "altKey", boolean>> = {},
) => ({
  key,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});
const stroke = (text: string) => {
  const [first] = parseShortcut(text);
  if (!first) throw new Error("no stroke");
  return first;
};

describe("shortcuts", () => {
  test("a sequence is read key by key", () => {
    expect(parseShortcut("g p").map((one) => one.key)).toEqual(["g", "p"]);
  });

  test("mod is the command key or the control key", () => {
    expect(matchesStroke(stroke("mod+k"), press("k", { metaKey: true }))).toBe(true);
    expect(matchesStroke(stroke("mod+k"), press("K", { ctrlKey: true }))).toBe(true);
    expect(matchesStroke(stroke("mod+k"), press("k"))).toBe(false);
  });

  test("a single letter does not take the browser's own combinations", () => {
    expect(matchesStroke(stroke("a"), press("a", { ctrlKey: true }))).toBe(false);
    expect(matchesStroke(stroke("r"), press("r", { metaKey: true }))).toBe(false);
    expect(matchesStroke(stroke("r"), press("R", { shiftKey: true }))).toBe(false);
  });

  test("the question mark works with shift and without", () => {
    expect(matchesStroke(stroke("?"), press("?", { shiftKey: true }))).toBe(true);
    expect(matchesStroke(stroke("?"), press("?"))).toBe(true);
  });

  test("named keys and the plus sign are keys too", () => {
    expect(matchesStroke(stroke("mod+enter"), press("Enter", { metaKey: true }))).toBe(true);
    expect(matchesStroke(stroke("esc"), press("Escape"))).toBe(true);
    expect(stroke("mod++")).toMatchObject({ key: "+", mod: true });
  });

  test("labels follow the keyboard in use", () => {
    expect(shortcutLabel("mod+k", true)).toBe("⌘K");
    expect(shortcutLabel("mod+k", false)).toBe("Ctrl K");
    expect(shortcutLabel("mod+enter", true)).toBe("⌘↵");
    expect(shortcutLabel("g p", true)).toBe("g p");
  });
});
