import { expect, test } from "vitest";
import { calibrationFigures } from "@/lib/judges/calibrate/calibration-figures";
import { missesOfBar } from "@/lib/stats/verdicts/judge-bar";
import { demoLabels } from "./demo-judge";

const bar = { kappa: 0.4, truePositiveRate: 0.8, trueNegativeRate: 0.8 };

test("the judge of the demo is within its bar on test, and people differ about some outputs of dev", () => {
  const labels = demoLabels();
  const test = labels.filter(
    ({ split, labeller }) => split === "test" && labeller === "Priya Nair",
  );
  const items = test.map(({ label, judgeLabel }) => ({ human: label, judge: judgeLabel }));
  const figures = calibrationFigures(items, { kind: "rubric", labels: [] }, bar);
  const rate = (of: typeof figures.truePositiveRate) => ({ n: of?.n ?? 0, value: of?.value ?? 0 });
  const [passes, fails] = [rate(figures.truePositiveRate), rate(figures.trueNegativeRate)];
  const counts = {
    truePasses: Math.round(passes.value * passes.n),
    passes: passes.n,
    trueFails: Math.round(fails.value * fails.n),
    fails: fails.n,
  };
  expect(missesOfBar(counts, figures.confusion.counts, bar)).toEqual([]);
  const byOutput = new Map<string, Set<string>>();
  for (const { inputs, output, label } of labels) {
    const key = `${inputs.ticket} ${output}`;
    byOutput.set(key, (byOutput.get(key) ?? new Set()).add(label));
  }
  expect([...byOutput.values()].filter((words) => words.size > 1).length).toBeGreaterThan(0);
});
