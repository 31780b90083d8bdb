import { expect, test } from "vitest";
import { describeWhatIf } from "./what-if-sentence";

test.each([
  ["passed", null, "With the right route, the answer passes: the fault is in route."],
  ["failed", "answer", "With the right route, answer goes wrong as well: there is a second fault."],
  [
    "failed",
    null,
    "With the right route, the answer still fails: the fault is not in route alone.",
  ],
  ["errored", null, "With the right route, there is an error: nothing can be said."],
] as const)("a case that %s says where the fault is", (outcome, firstWrongStep, sentence) => {
  const whatIf = { step: "route", output: "expected" };
  expect(describeWhatIf(whatIf, { outcome, firstWrongStep })).toBe(sentence);
});
