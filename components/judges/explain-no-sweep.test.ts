import { expect, test } from "vitest";
import { calibrationFigures } from "@/lib/judges/calibrate/calibration-figures";
import { explainNoSweep } from "./explain-no-sweep";

const bar = { kappa: 0.4, truePositiveRate: 0.8, trueNegativeRate: 0.8 };
const labelled = { train: 0, dev: 2, test: 0, fails: 1 };
const pass = { human: "pass", judge: "pass" };
const fail = { human: "fail", judge: "fail" };
const devOf = (...items: Parameters<typeof calibrationFigures>[0]) =>
  calibrationFigures(items, { kind: "rubric", labels: [] }, bar);

test.each([
  ["chooses a label", "label", devOf(pass, fail), labelled, /has no threshold/],
  ["compares two answers", "pairwise", devOf(pass, fail), labelled, /has no threshold/],
  ["has no labels", "rubric", null, { ...labelled, dev: 0 }, /Continue labelling/],
  ["was not compared on dev", "rubric", null, labelled, /^Calibrate on the dev split/],
  [
    "has imported verdicts",
    "rubric",
    devOf({ ...pass, isRecorded: true }, fail),
    labelled,
    /^1 verdict of the dev split came .* new version/,
  ],
  ["has labels of one side", "rubric", devOf(pass), labelled, /that they fail\. Label more/],
  ["gives no scores", "grounded", devOf(pass, fail), labelled, /ask for a score from 0 to 1/],
] as const)("a judge without scores that %s says what to do", (_, kind, dev, counts, text) => {
  expect(explainNoSweep({ kind }, { dev, labelled: counts })).toMatch(text);
});
