import fc from "fast-check";
import { expect, test } from "vitest";
import { markText } from "./mark-text";

test("passages are marked whatever their case, and the text stays whole", () => {
  expect(markText("J’ai Payé deux fois.", ["payé deux fois"])).toEqual([
    { text: "J’ai ", isMarked: false },
    { text: "Payé deux fois", isMarked: true },
    { text: ".", isMarked: false },
  ]);
});

test("no character is lost or shown twice", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { maxLength: 4 }), (text, marks) => {
      expect(
        markText(text, marks)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
