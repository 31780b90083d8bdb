import fc from "fast-check";
import { expect, test } from "vitest";
import { maskPersonal, personalParts } from "./personal-parts";

const ada = { kind: "email", text: "ada@acme.example" };

test("what is personal is masked wherever it is said again", () => {
  const text = "Write to ada@acme.example (yes, ada@acme.example), not to +44.";
  expect(maskPersonal(text, [ada])).toBe(
    "Write to [redacted: email] (yes, [redacted: email]), not to +44.",
  );
});

test("signs of a pattern are only signs, and the longer of two is masked whole", () => {
  const personalData = [
    { kind: "phone", text: "+44 (20) 79" },
    { kind: "phone", text: "+44 (20) 7946 000" },
  ];
  expect(maskPersonal("Call +44 (20) 7946 000.", personalData)).toBe("Call [redacted: phone].");
});

test("no character is lost or shown twice", () => {
  const datum = fc.record({ kind: fc.constant("email"), text: fc.string() });
  fc.assert(
    fc.property(fc.string(), fc.array(datum, { maxLength: 4 }), (text, personalData) => {
      const parts = personalParts(text, personalData);
      expect(parts.map((part) => part.text).join("")).toBe(text);
    }),
  );
});
