import {
  addAmount,
  createAmountSums,
  logAmountEvidence,
} from "../../../lib/stats/sequential/amount-evidence.ts";
import {
  addRelativeAmount,
  createRelativeAmount,
  logRelativeAmount,
} from "../../../lib/stats/sequential/relative-amount.ts";
import { sampleRatio } from "../../../lib/stats/sequential/sample-ratio.ts";
import { controlGuardrail, isReached } from "./guardrails.mjs";
import { LOG_THRESHOLD } from "./rollout.mjs";

const SIGMA = 0.8;
/** Amounts are log-normal with mean 1. */
const SCALE = Math.exp(-(SIGMA ** 2) / 2);

/** One guardrail in one rollout: the candidate units until it fires, null if it does not within `looks` of them. */

export function relativeRate({ uniform }, { stable, candidate, margin, share, looks }) {
  const guardrail = controlGuardrail({ margin, earlierRate: stable }, LOG_THRESHOLD);
  return untilFired({ uniform, share, looks }, (arm) => {
    const x = uniform() < (arm === "candidate" ? candidate : stable) ? 1 : 0;
    guardrail.add(arm, x, share);
    return guardrail.fires();
  });
}

/** With success below 1: cost per success. */
export function amount({ uniform, logNormal }, { factor, success, looks }) {
  const sums = createAmountSums([1], 10);
  return untilFired({ uniform, share: 1, looks }, () => {
    addAmount(sums, factor * success * SCALE * logNormal(SIGMA), uniform() < success ? 1 : 0);
    return isReached(sums.above, LOG_THRESHOLD, () => logAmountEvidence(sums, "above", 0));
  });
}

export function relativeAmount({ uniform, logNormal }, { factor, ratio, share, looks }) {
  const state = createRelativeAmount();
  return untilFired({ uniform, share, looks }, (arm) => {
    const scale = SCALE * (arm === "candidate" ? factor : 1);
    const unit = { arm, amount: scale * logNormal(SIGMA), share };
    addRelativeAmount(state, unit, { ratio, earlierMean: 1 });
    return isReached(state.logs, LOG_THRESHOLD, () => logRelativeAmount(state));
  });
}

/** Counts units of both arms. */
export function split({ uniform }, { truth, share, looks }) {
  let candidate = 0;
  for (let n = 1; n <= looks; n++) {
    if (uniform() < truth) candidate++;
    if (sampleRatio(candidate, n, share).isOff) return n;
  }
  return null;
}

function untilFired({ uniform, share, looks }, isFired) {
  for (let units = 0; units < looks; ) {
    const arm = uniform() < share ? "candidate" : "stable";
    if (arm === "candidate") units++;
    if (isFired(arm)) return units;
  }
  return null;
}
