import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markdownBlocks, markdownInline } from "./markdown-blocks";

describe("blocks", () => {
  test("lines go together until an empty one", () => {
    expect(markdownBlocks("One\ntwo\n\nthree")).toEqual([
      { kind: "paragraph", text: "One\ntwo" },
      { kind: "paragraph", text: "three" },
    ]);
  });

  test("a list ends where another kind of list begins", () => {
    expect(markdownBlocks("- a\n- b\n  goes on\n1. first\n2) second")).toEqual([
      { kind: "list", isOrdered: false, items: ["a", "b\ngoes on"] },
      { kind: "list", isOrdered: true, items: ["first", "second"] },
    ]);
  });

  test("headings, quotes and fenced code", () => {
    expect(markdownBlocks("## Why ##\n> said\n> so\n```json\n{ }\n\n- no list\n```\nEnd")).toEqual([
      { kind: "heading", text: "Why" },
      { kind: "quote", text: "said\nso" },
      { kind: "code", text: "{ }\n\n- no list" },
      { kind: "paragraph", text: "End" },
    ]);
  });

  test("code without an end goes to the end", () => {
    expect(markdownBlocks("```\nx")).toEqual([{ kind: "code", text: "x" }]);
  });
});

describe("within a line", () => {
  test("code, strong, emphasis and links", () => {
    expect(
      markdownInline("Use `a_b`, **never** *both*, see [run 7](https://x.example/7)."),
    ).toEqual([
      { kind: "text", text: "Use " },
      { kind: "code", text: "a_b" },
      { kind: "text", text: ", " },
      { kind: "strong", text: "never" },
      { kind: "text", text: " " },
      { kind: "em", text: "both" },
      { kind: "text", text: ", see " },
      { kind: "link", text: "run 7", href: "https://x.example/7" },
      { kind: "text", text: "." },
    ]);
  });

  test("a bare address is a link without the full stop after it", () => {
    expect(markdownInline("at https://x.example/a?b=1.")).toEqual([
      { kind: "text", text: "at " },
      { kind: "link", text: "https://x.example/a?b=1", href: "https://x.example/a?b=1" },
      { kind: "text", text: "." },
    ]);
  });

  test.each(["[x](javascript:alert(1))", "![x](https://x.example/a.png)", "<img src=x>"])(
    "%s loads and runs nothing",
    (text) => {
      const hrefs = markdownInline(text).flatMap(({ href }) => href ?? []);
      expect(hrefs.every((href) => href.startsWith("https://"))).toBe(true);
    },
  );

  test("names with underscores and escaped marks stay as they are", () => {
    expect(markdownInline("refund_request and billing_dispute, 2 \\* 3")).toEqual([
      { kind: "text", text: "refund_request and billing_dispute, 2 * 3" },
    ]);
  });
});

test("no text is lost, whatever it holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      const plain = text.replaceAll(/[^a-zA-Z0-9 ]/g, "");
      const joined = markdownInline(plain)
        .map((one) => one.text)
        .join("");
      expect(joined).toBe(plain);
    }),
  );
});

test("many marks take no long time", () => {
  for (const mark of ["*", "_", "`", "[", "**a", "[a](", "\\", "http://"]) {
    const text = mark.repeat(100_000);
    const startedAt = performance.now();
    markdownInline(text);
    // Quadratic work would take minutes; a busy machine takes no more than some seconds.
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  }
});
