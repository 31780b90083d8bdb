import { evidenceThreshold } from "../../../lib/stats/sequential/evidence-threshold.ts";
import {
  countAboveLimit,
  quantileLimit,
  rateOfQuantile,
} from "../../../lib/stats/sequential/quantile-rate.ts";
import { barGuardrail, controlGuardrail } from "./guardrails.mjs";

/** 10 % until 500 candidate requests, then 50 % until 2,000. */
const STAGES = [
  { share: 0.1, until: 500 },
  { share: 0.5, until: 2_000 },
];
const GUARDRAILS = 3;
export const LOG_THRESHOLD = Math.log(evidenceThreshold(GUARDRAILS));
const LATENCY_SIGMA = 0.6;
const EARLIER_TRACES = 1_000;

const points = (value) => ({ kind: "points", points: value });

/**
 * One rollout with three guardrails and a look after every request: escalations at most 8 % (or within a point of
 * the stable version), errors within a point, p95 latency within 1.2 times. `truth(stage)` gives the true rates
 * and the factor of latency per arm. Answers with the candidate's requests until a guardrail fired, and until a
 * repeated z-test would have; null: never.
 */
export function simulateRollout({ uniform, logNormal }, { truth, isRelative }) {
  const first = truth(0).stable;
  const escalations = isRelative
    ? controlGuardrail({ margin: points(0.01), earlierRate: first.escalated }, LOG_THRESHOLD)
    : barGuardrail(0.08, LOG_THRESHOLD);
  const errors = controlGuardrail(
    { margin: points(0.01), earlierRate: first.errors },
    LOG_THRESHOLD,
  );
  const earlier = Array.from({ length: EARLIER_TRACES }, () => logNormal(LATENCY_SIGMA));
  const limit = quantileLimit(0.95, 1.2, earlier);
  const latency = controlGuardrail(
    { margin: points(0), earlierRate: rateOfQuantile(0.95) },
    LOG_THRESHOLD,
  );
  const all = [escalations, errors, latency];
  let [requests, ours, naive] = [0, null, null];
  for (const [stage, { share, until }] of STAGES.entries()) {
    const rates = truth(stage);
    while (requests < until) {
      const arm = uniform() < share ? "candidate" : "stable";
      if (arm === "candidate") requests++;
      const { escalated, errors: failed, slower } = rates[arm];
      escalations.add(arm, uniform() < escalated ? 1 : 0, share);
      errors.add(arm, uniform() < failed ? 1 : 0, share);
      latency.add(arm, countAboveLimit(slower * logNormal(LATENCY_SIGMA), arm, limit), share);
      if (ours === null && all.some((guardrail) => guardrail.fires())) ours = requests;
      if (naive === null && all.some((guardrail) => guardrail.naiveFires())) naive = requests;
      if (ours !== null && naive !== null) return { ours, naive };
    }
  }
  return { ours, naive };
}
