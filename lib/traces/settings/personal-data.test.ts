import fc from "fast-check";
import { expect, test } from "vitest";
import { joinRanges } from "@/lib/traces/join-ranges";
import { effortOf } from "@/scripts/testing/effort";
import { findPersonalData } from "./personal-data";

const kindsIn = (text: string) =>
  findPersonalData(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

test.each([
  ["write to jane.doe+shop@mail.example.com, please", ["email: jane.doe+shop@mail.example.com"]],
  ["jürgen@bücher.example is mine", ["email: jürgen@bücher.example"]],
  ["call +49 30 901820 now", ["phone: +49 30 901820"]],
  ["call (555) 010-4477.", ["phone: (555) 010-4477"]],
  ["Tel. 030/901820 or 0171-2345678", ["phone: 030/901820", "phone: 0171-2345678"]],
  ["card 4111 1111 1111 1111 was charged", ["card: 4111 1111 1111 1111"]],
  ["IBAN de89 3704 0044 0532 0130 00 UND mehr", ["iban: de89 3704 0044 0532 0130 00"]],
  ["GB82WEST12345698765432", ["iban: GB82WEST12345698765432"]],
])("%s", (text, expected) => {
  expect(kindsIn(text)).toEqual(expected);
});

test.each([
  "order 2026-11-22 at 10:30:00",
  "22.11.2026 10:30",
  "server 192.168.10.254 answered",
  "it costs 1,234,567.89 or 1234567.89",
  "ticket 4111 1111 1111 1112 is no card: its check digit is wrong",
  "DE88 3704 0044 0532 0130 00 has a wrong checksum",
  "12345678 units in 3 batches of 1000000",
  "0000 0000 0000 0000",
  "user@localhost and @handle",
])("%s: holds nothing of a person", (text) => {
  expect(kindsIn(text)).toEqual([]);
});

test("only what was asked for is looked for", () => {
  expect(findPersonalData("a@b.co +49 30 901820", ["phone"]).map(({ kind }) => kind)).toEqual([
    "phone",
  ]);
});

test("hostile texts take no time", () => {
  const read = () => {
    for (const part of ["1 ", "a@", "+1(", "a.a-", "4111 ", "DE89 ", "(((((", "a@a."]) {
      findPersonalData(part.repeat(64_000 / part.length));
    }
  };
  expect(effortOf(read)).toBeLessThan(300);
});

const stretches = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 6 })))
  .map((pairs) => {
    const spans: { start: number; end: number }[] = [];
    for (const [start, size] of pairs.sort(([a], [b]) => a - b)) {
      if (start >= (spans.at(-1)?.end ?? 0)) spans.push({ start, end: start + size });
    }
    return spans;
  });

test("joined stretches are in order, never overlap, and hold all of the first list", () => {
  fc.assert(
    fc.property(stretches, stretches, (first, second) => {
      const joined = joinRanges(first, second);
      for (const [i, { start }] of joined.entries()) {
        expect(start).toBeGreaterThanOrEqual(joined[i - 1]?.end ?? 0);
      }
      expect(first.every((stretch) => joined.includes(stretch))).toBe(true);
      const overlaps = second.filter((stretch) => !joined.includes(stretch));
      for (const { start, end } of overlaps) {
        expect(first.some((other) => start < other.end && other.start < end)).toBe(true);
      }
    }),
  );
});
