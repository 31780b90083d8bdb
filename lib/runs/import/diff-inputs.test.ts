import { expect, test } from "vitest";
import { diffInputs, otherInputOf } from "./diff-inputs";

const input = { ticket: "Refund, please", items: 2, note: null };

test.each([
  ["a number by its digits", { items: "2" }],
  ["a text without the space around it", { ticket: " Refund, please\r\n" }],
  ["an empty cell as no value", { note: "", tone: "" }],
])("a cell of a CSV has %s", (_, inputs) => {
  expect(diffInputs(inputs, input, { isText: true })).toBeNull();
});

test.each([
  ["another type", { items: "2" }],
  ["a member that the case lacks", { tone: null }],
  ["a name of every object", { toString: "x" }],
])("values differ by %s", (_, inputs) => {
  expect(diffInputs(inputs, input, { isText: false })).toHaveLength(1);
});

test("a difference has both values, or none where the case lacks the member", () => {
  expect(diffInputs({ ticket: "Where is it?", tone: "calm" }, input, { isText: false })).toEqual([
    { name: "ticket", inRow: "Where is it?", inCase: "Refund, please" },
    { name: "tone", inRow: "calm", inCase: undefined },
  ]);
});

test("only what differs is stored, as the row has it", () => {
  const differs = diffInputs({ ticket: "Where is it?", items: 2 }, input, { isText: false });
  expect(otherInputOf(differs)).toEqual({ ticket: "Where is it?" });
  expect(otherInputOf(null)).toBeNull();
});
