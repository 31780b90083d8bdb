import { expect, test } from "vitest";
import { calibrationFigures, type JudgedItem } from "./calibration-figures";
import { type DoneCalibration, decideStanding, type StandingFacts } from "./decide-standing";

const bar = { kappa: 0.4, truePositiveRate: 0.8, trueNegativeRate: 0.8 };
const words = { kind: "rubric", labels: [] } as const;
const now = new Date("2026-11-30T09:00:00Z");

const items = (truePasses: number, passes: number, trueFails: number, fails: number) =>
  [
    ["pass", "pass", truePasses],
    ["pass", "fail", passes - truePasses],
    ["fail", "fail", trueFails],
    ["fail", "pass", fails - trueFails],
  ].flatMap(([human, judge, count]) =>
    Array.from({ length: count as number }, () => ({ human, judge }) as JudgedItem),
  );

const good = items(98, 100, 95, 100);
const lenient = items(100, 101, 258, 349);

function calibrated(judged: JudgedItem[], more: Partial<DoneCalibration> = {}): DoneCalibration {
  const figures = calibrationFigures(judged, { ...words, labels: [] }, more.bar ?? bar);
  const endedAt = new Date("2026-11-20T09:00:00Z");
  return { split: "test", definitionHash: "a", revision: 1, bar, figures, endedAt, ...more };
}

const decide = (calibrations: DoneCalibration[], more: Partial<StandingFacts> = {}) =>
  decideStanding({
    ...words,
    labels: [],
    definitionHash: "a",
    bar,
    calibrations,
    hasDrifted: false,
    inputShift: null,
    isArchived: false,
    now,
    ...more,
  });

test("a judge that was never compared with people is uncalibrated", () => {
  expect(decide([])).toMatchObject({
    state: "uncalibrated",
    reasons: [/never compared/].map((r) => expect.stringMatching(r)),
  });
});

test("a judge whose lower limits meet the bar is calibrated", () => {
  expect(decide([calibrated(good)])).toMatchObject({
    state: "calibrated",
    reasons: [],
    warnings: [],
  });
});

test("one that passes too much is refused, with the rate that failed it", () => {
  const { state, reasons } = decide([calibrated(lenient)]);
  expect(state).toBe("uncalibrated");
  expect(reasons[0]).toMatch(
    /true negative rate is 74 % and may be as low as 69 %; the bar is 80 %/,
  );
});

test("answers that were no verdict count against it on both sides", () => {
  const unreadable = Array.from({ length: 30 }, () => ({ human: "pass", judge: null }));
  const { state, reasons } = decide([calibrated([...good, ...unreadable])]);
  expect(state).toBe("uncalibrated");
  expect(reasons.join(" ")).toMatch(/30 answers of the judge could not be read/);
});

test("labels that stand in the judge's own prompt calibrate nothing", () => {
  const leaked = good.map((item, i) => ({ ...item, isLeaked: i === 0 }));
  expect(decide([calibrated(leaked)]).reasons[0]).toMatch(/1 labelled output .* stands in/);
});

test.each([
  ["its definition changed", { definitionHash: "b" }, /prompt, model, policy or threshold changed/],
  ["its bar changed", { bar: { ...bar, kappa: 0.5 } }, /bar changed/],
  ["later labels differ", { hasDrifted: true }, /Later labels/],
  ["its inputs changed", { inputShift: "50 % of the inputs are German." }, /inputs are German/],
  ["it is old", { now: new Date("2027-03-01T09:00:00Z") }, /90 days/],
])("a calibration is stale when %s", (_, more, reason) => {
  const { state, reasons } = decide([calibrated(good)], more);
  expect(state).toBe("stale");
  expect(reasons[0]).toMatch(reason);
});

test("what was refused does not become stale when it changes", () => {
  expect(decide([calibrated(lenient)], { definitionHash: "b" }).state).toBe("uncalibrated");
});

test("a dev calibration cannot undo what the test split said", () => {
  const onDev = calibrated(good, { split: "dev" });
  expect(decide([onDev, calibrated(lenient)]).state).toBe("uncalibrated");
  const alone = decide([onDev]);
  expect(alone.state).toBe("calibrated");
  expect(alone.warnings[0]).toMatch(/Calibrate it on the test split/);
});

test("an archived judge opens nothing", () => {
  expect(decide([calibrated(good)], { isArchived: true }).state).toBe("uncalibrated");
});

const warningsOf = (judged: JudgedItem[], more: Partial<StandingFacts> = {}) => {
  const figures = calibrationFigures(judged, { ...words, labels: [] }, bar, {
    authors: ["Ines"],
    inputs: { languages: {}, lengths: {} },
  });
  return decide([calibrated(judged, { figures })], more).warnings;
};

test("labels that the judge's author gave alone are said to be so, those of others are not", () => {
  const by = (...labellers: string[]) => good.map((item) => ({ ...item, labellers }));
  expect(warningsOf(by("Ines"))).toEqual([
    expect.stringMatching(/Every label is by Ines, who wrote/),
  ]);
  expect(warningsOf(by("Jonas"))).toEqual([]);
  expect(warningsOf(by("Ines", "Jonas"))).toEqual([]);
});

test("verdicts that were imported are counted out loud", () => {
  const imported = good.map((item, index) => ({ ...item, isRecorded: index < 120 }));
  expect(warningsOf(imported)).toEqual([
    "120 of 200 verdicts of the judge were imported with the labels; Galley did not ask it.",
  ]);
});

test("a judge that was tried in many forms on the same test split may have been lucky", () => {
  const former = ["b", "c"].map((definitionHash) => calibrated(lenient, { definitionHash }));
  expect(decide([calibrated(good), ...former]).warnings).toEqual([]);
  const more = [...former, calibrated(lenient, { definitionHash: "d" })];
  expect(decide([calibrated(good), ...more]).warnings).toEqual([
    expect.stringMatching(/^4 forms of this judge were tried on the test split/),
  ]);
});
