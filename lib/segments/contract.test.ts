import { expect, test } from "vitest";
import { SegmentInput } from "./contract";

const messages = (condition: unknown): string => {
  const parsed = SegmentInput.safeParse({ name: "x", condition });
  return parsed.success ? "accepted" : JSON.stringify(parsed.error.issues);
};

test("a tree of conditions is taken as it is written", () => {
  const condition = {
    all: [
      { subject: "attribute", attribute: "customer_tier", operator: "=", value: "enterprise" },
      { not: { subject: "language", operator: "in", value: ["en", "de"] } },
      {
        any: [
          { subject: "inputLength", operator: ">", value: 800 },
          { subject: "kind", operator: "=", value: "edge" },
        ],
      },
      { subject: "attribute", attribute: "account_age_days", operator: "<", value: 30 },
      { subject: "attribute", attribute: "region", operator: "exists" },
    ],
  };
  expect(SegmentInput.parse({ name: "Big", condition }).condition).toEqual(condition);
});

test.each([
  [{ subject: "attribute", operator: "=", value: "x" }, /attribute/],
  [
    { subject: "attribute", attribute: "age", operator: "<", value: "ten" },
    /Compare with a number|A condition is/,
  ],
  [{ subject: "language", operator: "=", value: "English" }, /language code|A condition is/],
  [{ subject: "size", operator: "=", value: 1 }, /A condition is/],
  [{ all: [] }, /at least one condition|A condition is/],
  [{ subject: "kind", operator: "=", value: "odd" }, /A condition is|routine/],
])("%j is refused", (condition, message) => {
  expect(messages(condition)).toMatch(message);
});

test("conditions nest five deep and number fifty at most", () => {
  const leaf = { subject: "kind", operator: "=", value: "edge" };
  const nested = (levels: number): unknown => (levels === 1 ? leaf : { not: nested(levels - 1) });
  expect(messages(nested(5))).toBe("accepted");
  expect(messages(nested(6))).toMatch(/at most 5 deep/);
  expect(messages({ any: Array.from({ length: 50 }, () => leaf) })).toBe("accepted");
  expect(
    messages({
      all: [
        { any: Array.from({ length: 30 }, () => leaf) },
        { any: Array.from({ length: 30 }, () => leaf) },
      ],
    }),
  ).toMatch(/at most 50 conditions/);
});
