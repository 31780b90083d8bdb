import { expect, test } from "vitest";
import { namePromptfooColumns, parsePromptfooCell } from "./promptfoo-cell";

test.each([
  ["a pass", "[PASS] (1.00)\n\nRefund\n\nPass Reason: All assertions passed", "Refund"],
  [
    "a failure, whose reason quotes what was expected before and after the output",
    '[FAIL] (0.50)\n\nExpected output to contain "Refund"\n---\nOther\n\nFail Reason: Expected output to contain "Refund"',
    "Other",
  ],
  [
    "an output with a rule of its own",
    "[PASS] (1.00)\n\nA\n---\nB\n\nPass Reason: All assertions passed",
    "A\n---\nB",
  ],
  [
    "a failed output with a rule of its own, and a reason of two lines",
    "[FAIL] (0)\n\nwrong\nquite\n---\nA\n---\nB\n\nFail Reason: wrong\nquite",
    "A\n---\nB",
  ],
  ["an empty output", "[PASS] (1.00)\n\n\n\nPass Reason: All assertions passed", ""],
  ["a newer file's pass", "[PASS] Refund", "Refund"],
  ["a newer file's failure", "[FAIL] Not it\n---\nOther", "Other"],
  [
    "lines of a Windows file",
    "[FAIL] (0.50)\r\n\r\nno\r\n---\r\nOther\r\n\r\nFail Reason: no",
    "Other",
  ],
  ["no mark at all", "Refund", "Refund"],
])("%s gives its output alone", (_, cell, output) => {
  expect(parsePromptfooCell(cell)).toEqual({ output, error: null });
});

test("an error is no output", () => {
  expect(parsePromptfooCell("[ERROR] API call failed: 429")).toEqual({
    output: null,
    error: "API call failed: 429",
  });
});

test("a column headed by a whole prompt is named by its provider and the prompt's number", () => {
  const head = (provider: string, score: number) =>
    JSON.stringify({ raw: "the same file", provider, metrics: { score } });
  const columns = ["ticket", head("T-0.0", 1), head("T-0.2", 2), head("T-0.0", 3)];
  expect([...namePromptfooColumns(columns).values()]).toEqual([
    "T-0.0, prompt 1",
    "T-0.2, prompt 1",
    "T-0.0, prompt 2",
  ]);
});
