import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { findQuotedSpans } from "./quoted-spans";
import { scoreOutput } from "./score-output";

const policy =
  "Refunds are possible within 30 days.  Parcels – also large ones – are picked up.\nIt’s free of charge. Die Rückgabe ist kostenlos.";

const score = (output: string, config = {}, input: Record<string, JsonValue> = { policy }) =>
  scoreOutput(
    ScorerSpec.parse({ kind: "grounded-quotes", config: { context: "policy", ...config } }),
    { output, expected: null, input, latencyMs: 1, costUsd: null },
    "a",
  );

describe("quoted spans", () => {
  test.each([
    ['He says "one" and "two".', ["one", "two"]],
    ["English “one” and ‘it’s two’.", ["one", "it’s two"]],
    ["Deutsch „eins“ und ‚zwei‘, »drei« und ›vier‹.", ["eins", "zwei", "drei", "vier"]],
    ["Polish „jeden” too.", ["jeden"]],
    ["Français « un » et ‹ deux ›.", ["un", "deux"]],
    ["日本語「一」と『二』。", ["一", "二"]],
    ["It’s the customer’s parcel; don’t worry.", []],
    ['A 5" pipe and nothing else.', []],
    ['Empty "" and "…" hold nothing.', []],
    ['An open " mark.\n\nAnother " mark.', []],
    ["“outer ‘inner’ end”", ["outer ‘inner’ end"]],
  ])("%s", (text, spans) => {
    expect(findQuotedSpans(text)).toEqual(spans);
  });

  test("thousands of open marks take no time", () => {
    const started = process.cpuUsage();
    findQuotedSpans("„«‚".repeat(60_000));
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(3_000);
  });
});

test.each([
  ['The policy says "Refunds are possible within 30 days".', true],
  ["The policy says “refunds are POSSIBLE   within 30\ndays.”", true],
  ["“Parcels - also large ones - are picked up”", true],
  ["»It's free of charge« and „Die Rückgabe ist kostenlos.“", true],
  ["“Refunds are possible … picked up”", true],
  ["“Refunds are possible [...] picked up”", true],
  ["“picked up … Refunds are possible”", false],
  ["“Refunds are possible within 60 days”", false],
  ["“Refunds are possible within 30 days” and “at no cost”", false],
  ['{"quote": "x", "text": "“within 30 days”"}', true],
  ['{"quote": "x", "text": "“within 60 days”"}', false],
])("%s: %s", async (output, passed) => {
  expect(await score(output)).toMatchObject({ status: "scored", passed });
});

test("the reason names the span that the context does not have, and the value is the share that it has", async () => {
  const result = await score("“within 30 days”, “at no cost” and “by courier”");
  expect(result).toMatchObject({
    passed: false,
    reason: 'not in policy: "at no cost", "by courier"',
    details: { unsupported: ["at no cost", "by courier"] },
  });
  expect(result.value).toBeCloseTo(1 / 3, 12);
});

test("an answer without quotations shows no evidence and fails, unless the settings allow it", async () => {
  const plain = "Refunds are possible within 30 days.";
  expect(await score(plain)).toMatchObject({ passed: false, reason: "quotes nothing from policy" });
  expect(await score(plain, { allowNone: true })).toMatchObject({ passed: true });
});

test("a list of passages is a context, and a quotation does not run from one into the next", async () => {
  const input = { policy: [{ text: "first passage" }, { text: "second one" }] };
  expect(await score("“second one”", {}, input)).toMatchObject({ passed: true });
  expect(await score("“passage second”", {}, input)).toMatchObject({ passed: false });
});

test("a case without the variable is not measured", async () => {
  const result = await score("“x”", {}, { other: "x" });
  expect(result).toMatchObject({ status: "not_measured" });
  expect(result.reason).toMatch(/no policy to quote from/);
});

test("whatever is cut from the context is grounded in it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("the", "parcel", "is", "free", "until", "Friday"), {
        minLength: 1,
        maxLength: 30,
      }),
      fc.nat(),
      fc.nat(),
      async (words, a, b) => {
        const from = a % words.length;
        const span = words.slice(from, from + 1 + (b % 8)).join(" ");
        const input = { policy: words.join("\n") };
        for (const quoted of [`"${span}"`, `“${span.toUpperCase()}”`, `« ${span} »`]) {
          expect(await score(`It says ${quoted}.`, {}, input)).toMatchObject({ passed: true });
        }
      },
    ),
    { numRuns: 50 },
  );
});
