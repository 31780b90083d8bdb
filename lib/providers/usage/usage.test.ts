import fc from "fast-check";
import { expect, test } from "vitest";
import { addUsage, noUsage, unknownUsage } from "./usage";
import { CostUnknown, type Usage } from "./usage-contract";

const count = fc.option(fc.nat(1_000_000));
const usages: fc.Arbitrary<Usage> = fc
  .record({
    inputTokens: count,
    cachedInputTokens: count,
    cacheWriteTokens: count,
    outputTokens: count,
    reasoningTokens: count,
    // Eighths of a dollar add up exactly.
    costUsd: fc.option(fc.nat(1_000).map((eighths) => eighths / 8)),
    reason: fc.constantFrom(...CostUnknown.options),
  })
  .map(({ reason, ...usage }) => ({
    ...usage,
    costUnknown: usage.costUsd === null ? reason : null,
  }));

const used = (more: Partial<Usage>): Usage => ({ ...noUsage, ...more });

test("tokens and cost add up", () => {
  const one = used({ inputTokens: 10, cachedInputTokens: 4, outputTokens: 2, costUsd: 0.5 });
  const two = used({ inputTokens: 1, reasoningTokens: 7, outputTokens: 9, costUsd: 0.25 });
  expect(addUsage(one, two)).toEqual({
    inputTokens: 11,
    cachedInputTokens: 4,
    cacheWriteTokens: 0,
    outputTokens: 11,
    reasoningTokens: 7,
    costUsd: 0.75,
    costUnknown: null,
  });
});

test("what is unknown of one is unknown of the whole, and the reason stays", () => {
  const sum = addUsage(used({ inputTokens: 10, costUsd: 0.5 }), unknownUsage("no_price"));
  expect(sum).toEqual(unknownUsage("no_price"));
});

test("what was estimated in part is an estimate", () => {
  expect(addUsage(noUsage, used({ estimated: true })).estimated).toBe(true);
});

test("no usage changes nothing, and the order does not count", () => {
  fc.assert(
    fc.property(usages, usages, (one, two) => {
      expect(addUsage(noUsage, one)).toEqual(one);
      const { costUnknown: first, ...sum } = addUsage(one, two);
      const { costUnknown: second, ...reversed } = addUsage(two, one);
      expect(sum).toEqual(reversed);
      expect(first === null).toBe(second === null);
    }),
  );
});
