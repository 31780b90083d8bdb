import fc from "fast-check";
import { expect, test } from "vitest";
import { divideText } from "./divide-text";
import { namePassages } from "./name-passages";
import { splitMarkdown } from "./split-markdown";

test("each heading with text of its own becomes a passage, called after the headings above it", () => {
  const source = [
    "Before the first heading.",
    "# Refunds",
    "## Deadlines",
    "Within **30 days**.",
    "",
    "## How to ask ##",
    "Write to us.",
    "# Shipping",
    "Two days.",
  ].join("\n");
  expect(splitMarkdown(source, "policies")).toEqual([
    { title: "policies", text: "Before the first heading." },
    { title: "Refunds › Deadlines", text: "Within **30 days**." },
    { title: "Refunds › How to ask", text: "Write to us." },
    { title: "Shipping", text: "Two days." },
  ]);
});

test.each([
  ["a comment in a fence", "# A\n```sh\n# no heading\n```\nend", ["A"]],
  ["a longer fence around a shorter one", "# A\n````\n```\n# no\n```\n````\n# B\nx", ["A", "B"]],
  ["an underlined heading", "Title\n=====\ntext\n\nPart\n---\nmore", ["Title", "Title › Part"]],
  ["a rule under a paragraph of two lines", "# A\none\ntwo\n---\nthree", ["A"]],
  ["a rule between paragraphs", "# A\none\n\n---\n\ntwo", ["A"]],
  ["front matter", "---\ntitle: x\n---\n# A\ntext", ["A"]],
  ["a tag without a space", "# A\n#tag is no heading", ["A"]],
  [
    "signs of Markdown in a heading",
    "# **Bold** [link](https://a.example) `x`\nt",
    ["Bold link x"],
  ],
  ["a level that is left out", "# A\n### C\nt\n## B\nt", ["A › C", "A › B"]],
  ["lines that end as on Windows", "# A\r\ntext\r\n# B\r\ntext", ["A", "B"]],
])("%s", (_, source, titles) => {
  expect(splitMarkdown(source, "file").map(({ title }) => title)).toEqual(titles);
});

test("an id is made of the file's and the heading's name, and says which of several it is", () => {
  const source = "# Refunds\na\n# Größen & Maße\nb\n# Refunds\nc\n# Policies\nd\n# 退款\ne";
  const passages = namePassages("Policies.md", splitMarkdown(source, "Policies"));
  expect(passages.map(({ id }) => id)).toEqual([
    "policies/refunds",
    "policies/größen-maße",
    "policies/refunds-2",
    "policies",
    "policies/退款",
  ]);
});

test("files of one name in two folders keep their passages apart", () => {
  const ids = ["de/faq.md", "en/faq.md"].flatMap((file) =>
    namePassages(file, [{ title: "Refunds", text: "x" }]).map(({ id }) => id),
  );
  expect(ids).toEqual(["de/faq/refunds", "en/faq/refunds"]);
});

test("a long section is divided between paragraphs, and its parts are numbered", () => {
  const paragraph = "word ".repeat(500).trim();
  const passages = namePassages("a.md", [
    { title: "Terms", text: [paragraph, paragraph, paragraph].join("\n\n") },
  ]);
  expect(passages.map(({ id, title }) => [id, title])).toEqual([
    ["a/terms", "Terms (1 of 3)"],
    ["a/terms-2", "Terms (2 of 3)"],
    ["a/terms-3", "Terms (3 of 3)"],
  ]);
  expect(passages.every(({ text }) => text === paragraph)).toBe(true);
});

test("dividing a text loses nothing but white space, and no part is too long", () => {
  const letters = fc.constantFrom("a", "ü", "😀", " ", "\n", "\n\n", "word ");
  const texts = fc.array(letters, { maxLength: 200 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, fc.integer({ min: 4, max: 50 }), (text, longest) => {
      const parts = divideText(text, longest);
      expect(parts.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(longest);
        expect(part.isWellFormed()).toBe(true);
      }
    }),
  );
});
