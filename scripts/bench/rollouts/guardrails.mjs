import {
  addRate,
  createRateSums,
  logRateEvidence,
} from "../../../lib/stats/sequential/rate-evidence.ts";
import {
  addRelativeRate,
  createRelativeRate,
  logRelativeRate,
} from "../../../lib/stats/sequential/relative-rate.ts";
import { isBeyondBar, isBeyondControl } from "./naive-test.mjs";

/** A guardrail of a simulated rollout: `add` takes a unit and says who would roll back now. */
export function barGuardrail(bar, logThreshold) {
  const sums = createRateSums();
  return {
    add(arm, x) {
      if (arm === "candidate") addRate(sums, x);
    },
    fires: () => isReached(sums.badLogs, logThreshold, () => logRateEvidence(sums, bar)),
    naiveFires: () => isBeyondBar(sums, bar),
  };
}

export function controlGuardrail(plan, logThreshold) {
  const state = createRelativeRate();
  const candidate = { n: 0, bad: 0 };
  return {
    add(arm, x, share) {
      addRelativeRate(state, { arm, x, share }, plan);
      if (arm === "candidate") {
        candidate.n++;
        candidate.bad += x;
      }
    },
    fires: () => isReached(state.logs, logThreshold, () => logRelativeRate(state)),
    naiveFires: () => isBeyondControl(candidate, state, plan.margin.points),
  };
}

/** No mixture is above its largest part, so most looks need no exponentials. */
export function isReached(logs, logThreshold, logEvidence) {
  for (const log of logs) if (log >= logThreshold) return logEvidence() >= logThreshold;
  return false;
}
