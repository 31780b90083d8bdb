import { expect, test } from "vitest";
import { calibrationFigures, type JudgedItem } from "./calibration-figures";

const bar = { kappa: 0.4, truePositiveRate: 0.8, trueNegativeRate: 0.8 };
const labels = [
  { label: "full", passes: true },
  { label: "refusal", passes: false },
  { label: "partial", passes: false },
];
const times = (count: number, human: string, judge: string | null): JudgedItem[] =>
  Array.from({ length: count }, () => ({ human, judge }));
const close = (value: number) => expect.closeTo(value, 3);

/** In the sizes of a public set of refusals, labelled by people and by a strong and a weak judge. */
const strong = [
  ...times(230, "full", "full"),
  ...times(191, "refusal", "refusal"),
  ...times(20, "refusal", "full"),
  ...times(8, "partial", "full"),
  ...times(1, "partial", "refusal"),
];
const weak = [
  ...times(99, "full", "full"),
  ...times(2, "full", "refusal"),
  ...times(237, "refusal", "refusal"),
  ...times(54, "refusal", "full"),
  ...times(3, "refusal", "partial"),
  ...times(11, "partial", "partial"),
  ...times(37, "partial", "full"),
  ...times(7, "partial", "refusal"),
];

test("agreement and κ are over the labels, the rates over what passes", () => {
  expect(calibrationFigures(strong, { kind: "label", labels }, bar)).toMatchObject({
    n: 450,
    agreement: { value: close(0.936) },
    kappa: { value: close(0.873) },
    truePositiveRate: { value: 1, n: 230 },
    trueNegativeRate: { value: close(0.873), low: close(0.822), n: 220 },
    constantAgreement: { value: close(0.511) },
    constantLabel: "full",
  });
  expect(calibrationFigures(weak, { kind: "label", labels }, bar)).toMatchObject({
    agreement: { value: close(0.771) },
    kappa: { value: close(0.579) },
    trueNegativeRate: { value: close(0.739) },
  });
});

test("as passes and fails the same answers agree otherwise", () => {
  const asPass = (items: JudgedItem[]) =>
    items.map(({ human, judge }) => ({
      human: human === "full" ? "pass" : "fail",
      judge: judge === "full" ? "pass" : "fail",
    }));
  const rubric = { kind: "rubric", labels: [] } as const;
  const figures = (items: JudgedItem[]) =>
    calibrationFigures(asPass(items), { ...rubric, labels: [] }, bar);
  expect(figures(strong)).toMatchObject({
    agreement: { value: close(0.938) },
    kappa: { value: close(0.875) },
  });
  expect(figures(weak)).toMatchObject({
    agreement: { value: close(0.793) },
    kappa: { value: close(0.548) },
  });
});

test("an answer that is no verdict is counted and agrees with nobody", () => {
  const items = [
    ...times(8, "pass", "pass"),
    ...times(2, "pass", null),
    ...times(4, "fail", "fail"),
  ];
  const figures = calibrationFigures(items, { kind: "rubric", labels: [] }, bar);
  expect(figures).toMatchObject({ n: 12, unparseable: 2, agreement: { value: 1 } });
  expect(figures.confusion.counts).toEqual([
    [8, 0],
    [0, 4],
  ]);
});

test("a judge that is asked twice is compared with itself", () => {
  const items = [
    { human: "pass", judge: "pass", again: "pass" },
    { human: "pass", judge: "fail", again: "pass" },
    { human: "fail", judge: "fail" },
  ];
  const figures = calibrationFigures(items, { kind: "rubric", labels: [] }, bar);
  expect(figures.selfConsistency).toMatchObject({ value: 0.5, n: 2 });
});

test("without labels nothing is measured, and nothing is 0", () => {
  expect(calibrationFigures([], { kind: "rubric", labels: [] }, bar)).toMatchObject({
    n: 0,
    agreement: null,
    truePositiveRate: null,
    trueNegativeRate: null,
    constantAgreement: null,
    kappa: null,
    labelsNeeded: null,
  });
});
