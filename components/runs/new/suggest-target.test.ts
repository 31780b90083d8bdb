import { expect, test } from "vitest";
import { suggestTarget } from "./suggest-target";

const prompts = [
  { name: "support/triage", lastEval: { evalSet: "tickets" } },
  { name: "sales/summary", lastEval: null },
];
const sets = [
  { name: "invoices", counts: { development: 40 } },
  { name: "tickets", counts: { development: 120 } },
];
const suggest = (prompt: string | null, evalSet: string | null = null) => {
  const target = suggestTarget({ prompt, evalSet }, prompts, sets);
  return [target.prompt?.name, target.evalSet];
};

test("a run begins with the set that the prompt was measured on, never with another prompt's", () => {
  expect(suggest("support/triage")).toEqual(["support/triage", "tickets"]);
  expect(suggest("support/triage", "invoices")).toEqual(["support/triage", "invoices"]);
  expect(suggest("sales/summary")).toEqual(["sales/summary", undefined]);
});

test("a set leads to the prompt that was measured on it", () => {
  expect(suggest(null, "tickets")).toEqual(["support/triage", "tickets"]);
  expect(suggest(null, "invoices")).toEqual([undefined, "invoices"]);
});

test("nothing is chosen where there is a choice, and the only one where there is none", () => {
  expect(suggest(null)).toEqual([undefined, undefined]);
  expect(suggest("gone/prompt")).toEqual([undefined, undefined]);
  expect(
    suggestTarget({ prompt: null, evalSet: null }, prompts.slice(1), sets.slice(0, 1)),
  ).toMatchObject({ prompt: { name: "sales/summary" }, evalSet: "invoices" });
});
