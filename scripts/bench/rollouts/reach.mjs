import { standardNormalProbability } from "../../../lib/stats/normal-distribution.ts";
import {
  calibratedThreshold,
  firingChances,
} from "../../../lib/stats/sequential/calibrated-threshold.ts";
import { alphaOf } from "../../../lib/stats/sequential/evidence-threshold.ts";
import { drawing } from "../statistics/draw.mjs";
import { endsOf, endsOfChances, isMet } from "./judge.mjs";
import { LOG_THRESHOLD } from "./rollout.mjs";
import { amount, relativeAmount, relativeRate, split } from "./simulate-guardrail.mjs";

const LOOKS = 5_000;
const MOST_LOOKS = 20_000;
const LOG_CALIBRATED = Math.log(calibratedThreshold(0.08, alphaOf(3), LOOKS));
const atMost = (share) => ({ atMost: share });
const caught = (median, p95) => ({ median, p95 });

/** Share above the 95th percentile of log-normal latencies (σ 0.6) when they are `factor` times as long. */
const slower = (factor) => 1 - standardNormalProbability(1.644854 - Math.log(factor) / 0.6);

/** Of rates on a bar the chances are exact. */
const rate = (name, bar, truth, target, logThreshold = LOG_THRESHOLD) => ({
  name,
  bar: target,
  ends: () => endsOfChances(firingChances(bar, LOOKS, logThreshold, truth)),
});
const simulated = (name, simulate, truth, target, [rounds, looks] = [2_000, MOST_LOOKS]) => ({
  name,
  bar: target,
  rounds,
  ends: (draw, most) =>
    endsOf(
      Array.from({ length: most }, () => simulate(draw, { looks, ...truth })),
      most,
    ),
});
/** Where nothing may fire each rollout is long. */
const AT_BAR = [1_000, 2_000];
const points = (value, share = 0.1) => ({
  stable: 0.08,
  share,
  margin: { kind: "points", points: value },
});
const TIMES = { stable: 0.08, share: 0.1, margin: { kind: "ratio", ratio: 1.25 } };
const DRIFT = { ...points(0.01), stable: 0.05 };
const mean = (factor, success = 1) => ({ factor, success });
const relativeMean = (factor, share = 0.1) => ({ factor, ratio: 1.2, share });

const GUARDRAILS = [
  rate("rate at its bar of 8 %", 0.08, 0.08, atMost(0.0127)),
  rate("rate of 12 %, bar 8 %", 0.08, 0.12, caught(453, 1_340)),
  rate("rate of 18 %, bar 8 %", 0.08, 0.18, caught(73, 216)),
  rate("calibrated rate at its bar of 8 %", 0.08, 0.08, atMost(0.0166), LOG_CALIBRATED),
  rate("calibrated rate of 18 %, bar 8 %", 0.08, 0.18, caught(67, 206), LOG_CALIBRATED),
  rate("rate at its bar of 2 %", 0.02, 0.02, atMost(0.013)),
  rate("rate of 4 %, bar 2 %", 0.02, 0.04, caught(466, 1_497)),
  rate("rate at its bar of 20 %", 0.2, 0.2, atMost(0.013)),
  rate("rate of 40 %, bar 20 %", 0.2, 0.4, caught(37, 101)),
  rate("p95 at its bar", 0.05, 0.05, atMost(0.0125)),
  rate("p95 of 1.2 times its bar", 0.05, slower(1.2), caught(279, 866)),
  rate("p95 of 1.5 times its bar", 0.05, slower(1.5), caught(49, 124)),
];
const SIMULATED = [
  [
    "relative rate, as stable",
    relativeRate,
    { ...points(0), candidate: 0.08 },
    atMost(0.012),
    AT_BAR,
  ],
  [
    "relative rate, 8 to 18 %, share 10 %",
    relativeRate,
    { ...points(0), candidate: 0.18 },
    caught(85, 244),
  ],
  [
    "relative rate, 8 to 18 %, share 50 %",
    relativeRate,
    { ...points(0, 0.5), candidate: 0.18 },
    caught(163, 462),
  ],
  [
    "relative rate at a margin of 2 points",
    relativeRate,
    { ...points(0.02), candidate: 0.1 },
    atMost(0.016),
    AT_BAR,
  ],
  [
    "relative rate, 8 to 18 %, margin 2 points",
    relativeRate,
    { ...points(0.02), candidate: 0.18 },
    caught(144, 435),
  ],
  [
    "relative rate at a margin of 1.25 times",
    relativeRate,
    { ...TIMES, candidate: 0.1 },
    atMost(0.016),
    AT_BAR,
  ],
  [
    "relative rate, 8 to 18 %, margin 1.25 times",
    relativeRate,
    { ...TIMES, candidate: 0.18 },
    caught(159, 474),
  ],
  [
    "relative rate, 5 to 15 %, margin 1 point",
    relativeRate,
    { ...DRIFT, candidate: 0.15 },
    caught(86, 241),
  ],
  ["mean at its bar", amount, mean(1), atMost(0.012), [2_000, 3_000]],
  ["mean of 1.3 times its bar", amount, mean(1.3), caught(100, 231)],
  ["mean of 1.5 times its bar", amount, mean(1.5), caught(50, 99)],
  ["cost per success at its bar", amount, mean(1, 0.8), atMost(0.007), [2_000, 3_000]],
  ["cost per success of 1.3 times its bar", amount, mean(1.3, 0.8), caught(126, 318)],
  ["cost per success of 1.5 times its bar", amount, mean(1.5, 0.8), caught(61, 128)],
  [
    "relative mean at a margin of 1.2 times",
    relativeAmount,
    relativeMean(1.2),
    atMost(0.007),
    AT_BAR,
  ],
  [
    "relative mean, 1.5 times stable, margin 1.2, share 10 %",
    relativeAmount,
    relativeMean(1.5),
    caught(155, 400),
  ],
  [
    "relative mean, 1.5 times stable, margin 1.2, share 50 %",
    relativeAmount,
    relativeMean(1.5, 0.5),
    caught(616, 995),
  ],
  [
    "sample ratio, 10 % as planned",
    split,
    { truth: 0.1, share: 0.1 },
    atMost(0.001),
    [1_000, MOST_LOOKS],
  ],
  ["sample ratio, 12 % of planned 10 %", split, { truth: 0.12, share: 0.1 }, caught(3_743, 7_975)],
].map((row) => simulated(...row));

/**
 * Each guardrail by itself, one of three: how often it fires at its bar, and when it does beyond it. `most` bounds
 * how many rollouts are simulated of each; `report` takes each as it ends.
 */
export function benchReach(most, report) {
  for (const [index, { name, bar, rounds, ends }] of [...GUARDRAILS, ...SIMULATED].entries()) {
    const rollouts = rounds && Math.min(rounds, most);
    const all = ends(drawing(2_001 + index), rollouts);
    // Exact chances stand beside figures that were rounded, and some of them simulated 2,000 times.
    report({ name, bar, ends: all, rollouts, isMet: isMet(all, bar, rollouts ?? 2_000) });
  }
}
