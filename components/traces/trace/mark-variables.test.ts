import fc from "fast-check";
import { expect, test } from "vitest";
import { renderText } from "@/lib/prompts/template/render-template";
import { markVariables } from "./mark-variables";

test("the values of variables are found in what was sent", () => {
  expect(markVariables("Tier: {{tier}}\n{{ticket}}", "Tier: basic\nMy tent leaks")).toEqual([
    { text: "Tier: ", variable: null },
    { text: "basic", variable: "tier" },
    { text: "\n", variable: null },
    { text: "My tent leaks", variable: "ticket" },
  ]);
});

test("a text without variables is the version's own, or is not", () => {
  expect(markVariables("Be kind.", "Be kind.")).toEqual([{ text: "Be kind.", variable: null }]);
  expect(markVariables("Be kind.", "Be quick.")).toBeNull();
  expect(markVariables("Be kind.", "Be kind. And quick.")).toBeNull();
});

test("words that the application put around are not taken for the version's", () => {
  expect(markVariables("Answer: {{q}} Thanks.", "Answer: why? Cheers.")).toBeNull();
});

test("whatever was filled in, the parts joined are what was sent", () => {
  const piece = fc.oneof(
    fc.constantFrom("{{a}}", "{{b}}", "\n"),
    fc.stringMatching(/^[a-z .,]{0,8}$/),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.string(), fc.string(), (pieces, a, b) => {
      const template = pieces.join("");
      const rendered = renderText(template, { a, b });
      if (!rendered.ok) return;
      const parts = markVariables(template, rendered.text);
      // Two variables without a word between them cannot be told apart, but nothing is lost.
      expect(parts?.map(({ text }) => text).join("")).toBe(rendered.text);
    }),
  );
});
