import {
  addAmount,
  createAmountSums,
  logAmountEvidence,
} from "../../../lib/stats/sequential/amount-evidence.ts";
import { isReached } from "./guardrails.mjs";
import { isBeyondBar } from "./naive-test.mjs";
import { LOG_THRESHOLD } from "./rollout.mjs";

const BAR = 0.08;
const REQUESTS = 10;
const MOST_UNITS = 3_000;
/** How far requests of one user agree. */
const AGREEMENT = 0.1;

/** Each user sends ten requests, so that a user's mean enters; the z-test takes each request as one of its own. */
export function simulateRepeatedUsers({ caseRate, hits }, { rate }) {
  const sums = createAmountSums([BAR], 1);
  const counts = { n: 0, bad: 0 };
  let [ours, naive] = [null, null];
  for (let units = 1; units <= MOST_UNITS && (ours === null || naive === null); units++) {
    const bad = hits(REQUESTS, caseRate(rate, AGREEMENT));
    counts.n += REQUESTS;
    counts.bad += bad;
    addAmount(sums, bad / REQUESTS);
    const isFired = isReached(sums.above, LOG_THRESHOLD, () => logAmountEvidence(sums, "above", 0));
    if (ours === null && isFired) ours = units * REQUESTS;
    if (naive === null && isBeyondBar(counts, BAR)) naive = units * REQUESTS;
  }
  return { ours, naive };
}
