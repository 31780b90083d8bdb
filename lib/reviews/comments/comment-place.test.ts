import { describe, expect, test } from "vitest";
import { diffLines } from "@/lib/prompts/diff/diff-lines";
import { diffVersions } from "@/lib/prompts/diff/diff-versions";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { moveLines, moveOldLines } from "./comment-place";

describe("lines keep their comment while they read the same", () => {
  const before = ["a", "b", "c", "d"];
  test.each([
    ["nothing changed", ["a", "b", "c", "d"], { line: 2, lineCount: 2 }, 2],
    ["a line came above them", ["new", "a", "b", "c", "d"], { line: 2, lineCount: 2 }, 3],
    ["a line came right before them", ["a", "new", "b", "c", "d"], { line: 2, lineCount: 1 }, 3],
    ["a line came right after them", ["a", "b", "new", "c", "d"], { line: 2, lineCount: 1 }, 2],
    ["a line above them went", ["b", "c", "d"], { line: 3, lineCount: 2 }, 2],
    ["a line came between them", ["a", "b", "new", "c", "d"], { line: 2, lineCount: 2 }, null],
    ["one of them changed", ["a", "b", "C", "d"], { line: 2, lineCount: 2 }, null],
    ["they went", ["a", "d"], { line: 2, lineCount: 1 }, null],
  ])("%s", (_, after, lines, expected) => {
    expect(moveLines(diffLines(before, after), lines)).toBe(expected);
  });
});

const chat = (...texts: string[]): VersionContent => ({
  messages: texts.map((content) => ({ role: "user", content })),
  model: { provider: "local", name: "baseline" },
  settings: {},
});

describe("a comment on a message that went", () => {
  const base = chat("Sort the tickets by what they ask for.", "{{ticket}}", "Thank you.");
  const to = chat("Sort the tickets by what they ask for.", "{{ticket}}");
  const written = diffVersions(base, to);
  const moved = (other: VersionContent) =>
    moveOldLines(
      { part: "old3", line: 1, lineCount: 1 },
      { written, between: diffVersions(base, other), shown: diffVersions(other, to) },
    );

  test("goes along to where another base has the message", () => {
    const other = chat("Thank you.", "Sort the tickets by what they ask for.", "{{ticket}}");
    expect(moved(other)).toEqual({ part: "old1", line: 1 });
  });

  test("has no place against a base that never had it", () => {
    expect(moved(chat("Sort the tickets by what they ask for.", "{{ticket}}"))).toBeNull();
  });
});
