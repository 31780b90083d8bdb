import { expect, test } from "vitest";
import { emptyDraft, parseLabels, toBody } from "./judge-draft";

test("labels are written one a line, with what each means", () => {
  expect(parseLabels("full: pass\n\n partial refusal : FAIL\nrefusal\n3: other: pass")).toEqual([
    { label: "full", passes: true },
    { label: "partial refusal", passes: false },
    { label: "refusal", passes: false },
    { label: "3: other", passes: true },
  ]);
});

test("rates are written in percent, and an empty threshold is none", () => {
  const body = toBody({ ...emptyDraft, version: "3", truePositiveRate: "92.5" });
  expect(body).toMatchObject({ version: 3, bar: { truePositiveRate: 0.925, kappa: 0.4 } });
  expect(body).not.toHaveProperty("threshold");
  expect(body).not.toHaveProperty("labels");
  expect(toBody({ ...emptyDraft, version: "" }).version).toBeNaN();
});
