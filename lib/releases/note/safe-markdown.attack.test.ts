import { expect, test } from "vitest";
import { attack } from "@/scripts/testing/attack";
import { noteMarkdown } from "./note-markdown";
import { safeMarkdown } from "./safe-markdown";

test.each([
  ["<script>alert(1)</script>", "\\<script>alert(1)\\</script>"],
  ["a \\<b> stays", "a \\<b> stays"],
  ["\\\\<img src=x>", "\\\\\\<img src=x>"],
  ["<!-- hidden -->", "\\<!-- hidden -->"],
  ["3 < 4 and a <- b", "3 < 4 and a <- b"],
  ["[a](javascript:alert(1))", "[a](unsafe:javascript:alert(1))"],
  ["[a]( <JavaScript:alert(1)>)", "[a]( \\<unsafe:JavaScript:alert(1)>)"],
  ["[a]: data:text/html,x", "[a]: unsafe:data:text/html,x"],
  ["[a](https://example.com/?a=javascript:1)", "[a](https://example.com/?a=javascript:1)"],
])("%s is written as %s", (text, safe) => {
  expect(safeMarkdown(text)).toBe(safe);
});

attack("editor", "HTML and script links in every field of a release note, exported", () => {
  const evil = "<img src=x onerror=alert(1)> [x](javascript:alert(1))";
  const markdown = noteMarkdown({
    prompt: "support/triage",
    version: 2,
    environment: "production",
    replaces: null,
    number: 1,
    reason: null,
    reviewNumber: undefined,
    rolledBack: undefined,
    gates: [],
    approvals: [],
    releasedAt: null,
    releasedBy: "<b>Eve</b>",
    note: {
      goal: evil,
      change: evil,
      risks: evil,
      measured: { evalResult: [{ parts: [{ text: evil }] }], tradeOff: [] },
      added: { evalResult: evil, tradeOff: evil },
    } as never,
  });
  expect(markdown).not.toMatch(/(?<!\\)<[a-z/]/i);
  expect(markdown.match(/\]\(javascript:/g)).toBeNull();
  return "every tag is text";
});
