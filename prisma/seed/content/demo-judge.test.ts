import { expect, test } from "vitest";
import { calibrationFigures } from "@/lib/judges/calibrate/calibration-figures";
import { thresholdSweep } from "@/lib/judges/calibrate/threshold-sweep";
import { missesOfBar } from "@/lib/stats/verdicts/judge-bar";
import { demoReplies, THRESHOLD } from "./demo-judge";

const bar = { kappa: 0.4, truePositiveRate: 0.8, trueNegativeRate: 0.8 };
const wordOf = (score: number) => (score >= THRESHOLD ? "pass" : "fail");
const humanOf = ({ labels }: ReturnType<typeof demoReplies>[number]) => labels[0]?.label ?? "";

test("the judge of the demo is within its bar on test, errs on both sides, and is not quite consistent with itself", () => {
  const items = demoReplies()
    .filter(({ split }) => split === "test")
    .map((reply, index) => {
      const [first, second] = reply.scores;
      const again = index < 50 ? { again: wordOf(second) } : {};
      return { human: humanOf(reply), judge: wordOf(first), ...again };
    });
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
  expect(counts.truePasses).toBeLessThan(counts.passes);
  expect(counts.trueFails).toBeLessThan(counts.fails);
  expect(figures.selfConsistency?.value).toBeLessThan(1);
  expect(figures.selfConsistency?.value).toBeGreaterThan(0.9);
});

test("people differ about some replies of dev, and its scores trade one rate for the other", () => {
  const dev = demoReplies().filter(({ split }) => split === "dev");
  const words = dev.map(({ labels }) => new Set(labels.map(({ label }) => label)).size);
  expect(words.filter((size) => size > 1).length).toBeGreaterThan(0);
  const sweep = thresholdSweep(
    dev.map((reply) => ({ isHumanPass: humanOf(reply) === "pass", score: reply.scores[0] })),
  );
  const [lowest, highest] = [sweep[0], sweep.at(-1)];
  expect(lowest?.truePositiveRate.value).toBe(1);
  expect(highest?.truePositiveRate.value).toBeLessThan(0.5);
  expect(highest?.trueNegativeRate.value).toBe(1);
});
