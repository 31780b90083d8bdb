import { drawing } from "../statistics/draw.mjs";
import { endsOf, isMet } from "./judge.mjs";
import { simulateRepeatedUsers } from "./repeated-users.mjs";
import { simulateRollout } from "./rollout.mjs";

const STABLE = { escalated: 0.05, errors: 0.02, slower: 1 };
const candidate = (change) => ({
  simulate: simulateRollout,
  truth: () => ({ stable: STABLE, candidate: { ...STABLE, ...change } }),
});
const DRIFT = [0.05, 0.09].map((escalated) => ({ ...STABLE, escalated }));

/**
 * What may be true of a candidate, each with the bar that the rules have to meet (`judge.mjs`). `of` is how many
 * rollouts that bar was measured on, if not 1,000. Names have no percentage after the word harmless.
 */
const TRUTHS = [
  { name: "harmless", ...candidate({}), bar: { atMost: 0.002 } },
  {
    name: "harmless, every metric exactly at its bar",
    ...candidate({ escalated: 0.08, errors: 0.03, slower: 1.2 }),
    bar: { atMost: 0.045 },
  },
  {
    name: "harmless, base rate drifts from 5 to 9 in 100 as the share grows",
    simulate: simulateRollout,
    truth: (stage) => ({ stable: DRIFT[stage], candidate: DRIFT[stage] }),
    isRelative: true,
    bar: { atMost: 0.002 },
  },
  {
    name: "harmless, repeated users at the bar",
    simulate: simulateRepeatedUsers,
    rate: 0.08,
    bar: { atMost: 0.009 },
  },
  {
    name: "+1 point escalations, below the bar",
    ...candidate({ escalated: 0.06 }),
    bar: { atMost: 0.005 },
  },
  {
    name: "+3 points escalations, at the bar",
    ...candidate({ escalated: 0.08 }),
    bar: { atMost: 0.013 },
  },
  {
    name: "+10 points escalations",
    ...candidate({ escalated: 0.15 }),
    bar: { atLeast: 1, median: 145, p95: 432 },
  },
  {
    name: "18 % escalations, the bar is 8 %",
    ...candidate({ escalated: 0.18 }),
    bar: { atLeast: 1, median: 73, p95: 216 },
    of: 2_000,
  },
  {
    name: "slow p95, 1.5 times stable",
    ...candidate({ slower: 1.5 }),
    bar: { atLeast: 0.999, median: 196, p95: 721 },
  },
  {
    name: "errors 2 to 5 %",
    ...candidate({ errors: 0.05 }),
    bar: { atLeast: 0.76, median: 1_023 },
  },
  {
    name: "18 % escalations, repeated users, 10 requests each",
    simulate: simulateRepeatedUsers,
    rate: 0.18,
    bar: { atLeast: 1, median: 210, p95: 430 },
    of: 2_000,
  },
];

/** Simulates `rollouts` of each truth; `report` takes each as it ends. */
export function benchTruths(rollouts, report) {
  for (const [index, { name, simulate, bar, of = 1_000, ...truth }] of TRUTHS.entries()) {
    const draw = drawing(1_001 + index);
    const all = Array.from({ length: rollouts }, () => simulate(draw, truth));
    const [ours, naive] = ["ours", "naive"].map((whose) =>
      endsOf(
        all.map((ends) => ends[whose]),
        rollouts,
      ),
    );
    report({ name, bar, ends: ours, naive, isMet: isMet(ours, bar, Math.min(rollouts, of)) });
  }
}
