import { expect, test } from "vitest";
import { suggestScorers } from "./default-scorers";

test("scorers are suggested by what the cases expect", () => {
  expect(suggestScorers(["refund", "billing", "refund"])).toEqual([{ kind: "label" }]);
  expect(suggestScorers(["refuse", "answer"])).toEqual([{ kind: "refusal" }]);
  expect(suggestScorers(["The capital of France is Paris, of course."])).toEqual([
    { kind: "equals" },
  ]);
  const call = { name: "search", arguments: { query: "tents" } };
  expect(suggestScorers([call, [call, call]])).toEqual([{ kind: "tool-call" }]);
  expect(suggestScorers([null, ""])).toEqual([]);
  expect(
    suggestScorers([
      { category: "refund", amount: 3 },
      { category: "billing", amount: 4 },
    ]),
  ).toEqual([
    { kind: "label", name: "category", config: { field: "category" } },
    { kind: "fields", name: "fields", config: { fields: ["amount"] } },
    { kind: "contains-json", name: "valid JSON" },
  ]);
});
