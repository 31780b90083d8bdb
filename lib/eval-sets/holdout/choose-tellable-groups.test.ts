import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseTellableGroups, type TellableCase } from "./choose-tellable-groups";

const cases = (n: number, owner: string | null = null): TellableCase[] =>
  Array.from({ length: n }, () => ({ n: 1, owner }));
/** A group of the cases from one place to another. */
const from = (key: string, of: number, start: number, end: number) => ({
  key,
  has: Array.from({ length: of }, (_, index) => index >= start && index < end),
});
const namesOf = (of: TellableCase[], groups: ReturnType<typeof from>[]) => {
  const { whole, groups: keys } = chooseTellableGroups(of, groups);
  return whole ? [...keys].sort().join(" ") : "nothing";
};

describe("which groups of holdout cases can be told", () => {
  test.each([
    ["four cases are too few even as a whole", 4, [], "nothing"],
    ["five cases are told as a whole", 5, [["a", 0, 2]], ""],
    ["a group of four is not reported", 20, [["a", 0, 4]], ""],
    ["a group that leaves four is not reported", 20, [["a", 0, 16]], ""],
    ["five and fifteen are told", 20, [["a", 0, 5]], "a"],
    [
      "the empty group and the whole tell nothing more",
      20,
      [
        ["a", 0, 0],
        ["b", 0, 20],
      ],
      "a b",
    ],
    [
      "two that differ in one case: only the first",
      20,
      [
        ["a", 0, 10],
        ["b", 0, 11],
      ],
      "a",
    ],
    [
      "two that overlap in four: only the first",
      20,
      [
        ["a", 0, 9],
        ["b", 5, 20],
      ],
      "a",
    ],
    [
      "a nested pair with five between",
      20,
      [
        ["a", 0, 5],
        ["b", 0, 10],
      ],
      "a b",
    ],
    [
      "a later one that fits is taken after one that does not",
      20,
      [
        ["a", 0, 8],
        ["b", 0, 9],
        ["c", 0, 13],
      ],
      "a c",
    ],
  ] as const)("%s", (_, n, groups, answer) => {
    expect(
      namesOf(
        cases(n),
        groups.map(([key, start, end]) => from(key, n, start, end)),
      ),
    ).toBe(answer);
  });

  test("cases of the asking person do not make a group of one secret case larger", () => {
    const padded = [...cases(1), ...cases(4, "ines"), ...cases(10)];
    expect(namesOf(padded, [from("a", 15, 0, 5)])).toBe("");
    expect(namesOf([...cases(5), ...cases(4, "ines"), ...cases(10)], [from("a", 19, 0, 9)])).toBe(
      "a",
    );
  });

  test("who wrote the whole holdout is told what everybody is", () => {
    expect(namesOf(cases(12, "ines"), [from("a", 12, 0, 6)])).toBe("a");
  });

  test("no combination of told groups has one to four cases", () => {
    const arbitrary = fc.integer({ min: 1, max: 40 }).chain((n) =>
      fc.record({
        owners: fc.array(fc.constantFrom(null, null, "ines", "tomas"), {
          minLength: n,
          maxLength: n,
        }),
        groups: fc.array(fc.array(fc.boolean(), { minLength: n, maxLength: n }), { maxLength: 6 }),
        // A union of parts: which part belongs to it is a bit of this number.
        union: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      }),
    );
    fc.assert(
      fc.property(arbitrary, ({ owners, groups, union }) => {
        const all = owners.map((owner) => ({ n: 1, owner }));
        const named = groups.map((has, index) => ({ key: String(index), has }));
        const { whole, groups: keys } = chooseTellableGroups(all, named);
        const shown = whole ? named.filter(({ key }) => keys.has(key)) : [];
        if (!whole) return;
        const picked = all.filter((_, index) => {
          const part = shown.reduce((bits, { has }, bit) => bits + (has[index] ? 1 << bit : 0), 0);
          return (union >> BigInt(part)) & 1n;
        });
        expect([1, 2, 3, 4]).not.toContain(picked.length);
        for (const knower of ["ines", "tomas"]) {
          const secret = picked.filter(({ owner }) => owner !== knower).length;
          expect([1, 2, 3, 4]).not.toContain(secret);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
