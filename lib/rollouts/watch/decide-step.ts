import type { Arm } from "@/lib/deployments/assign-arm";
import { formatCountOf, formatDuration } from "@/lib/format-number";
import type { HoldReason, StepCheck } from "@/lib/rollouts/contract";
import type { BreachAction, RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import type { GuardrailDecision } from "@/lib/stats/sequential/guardrail-verdict";

/** All that a step is decided on; the same basis always gives the same step. */
export interface StepBasis {
  plan: RolloutPlan;
  /** Place in the plan's stages, from 0. */
  stage: number;
  stageStartedAt: number;
  isPaused: boolean;
  now: number;
  /** One per guardrail of the plan. */
  verdicts: readonly GuardrailDecision["verdict"][];
  /** Places of guardrails whose breach a person dismissed. */
  dismissed: readonly number[];
  /** Requests of the stage by arm. */
  requests: Record<Arm, number>;
  lastAt: Record<Arm, number | null>;
  isSplitOff: boolean;
  units: number;
  mixedUnits: number;
}

export type Step =
  | { kind: "roll_back"; because: StepReason }
  | { kind: "pause"; because: StepReason }
  | { kind: "stay"; holdingFor: HoldReason[]; warnings: HoldReason[]; checks: StepCheck[] }
  | { kind: "advance"; warnings: HoldReason[]; checks: StepCheck[] };

/** A guardrail of the plan, by its place, or something else that rolls back. */
export type StepReason =
  | { guardrail: number }
  | { trouble: "sample_ratio" | "both_arms" | "no_traffic" };

const MOST_MIXED = 0.01;
const LEAST_MIXED_UNITS = 10;

/**
 * What happens next, in this order: a guardrail certainly beyond its bar, at any number of units; trouble that more data
 * does not cure; no traffic; time and requests of the stage; signal metrics; what was not measured; approval; then on.
 */
export function decideStep(basis: StepBasis): Step {
  const breached = (action: BreachAction) => firstBreach(basis, action);
  const fatal = breached("roll_back");
  if (fatal !== null) return { kind: "roll_back", because: { guardrail: fatal } };
  const trouble = splitTrouble(basis);
  const { onSplitTrouble, onNoTraffic } = basis.plan;
  const [first] = trouble;
  if (first && onSplitTrouble === "roll_back")
    return { kind: "roll_back", because: { trouble: first } };
  const isSilent = isWithoutTraffic(basis);
  if (isSilent && onNoTraffic.action === "roll_back") {
    return { kind: "roll_back", because: { trouble: "no_traffic" } };
  }
  const pausing = breached("pause");
  if (pausing !== null && !basis.isPaused) {
    return { kind: "pause", because: { guardrail: pausing } };
  }
  const warnings: HoldReason[] = onSplitTrouble === "warn" ? [...trouble] : [];
  const checks = checksOf(basis, trouble, isSilent);
  const stay = (holdingFor: HoldReason[]): Step => ({ kind: "stay", holdingFor, warnings, checks });
  const holding: HoldReason[] = [
    ...(isSilent ? (["no_traffic"] as const) : []),
    ...(onSplitTrouble === "hold" ? trouble : []),
    ...(breached("hold") === null ? [] : (["signal_metric"] as const)),
  ];
  const isDue = isMet(checks, "time") && isMet(checks, "samples");
  if (holding.length > 0 || !isDue || basis.isPaused) return stay(holding);
  const last = lastConditions(basis);
  return last.length > 0 ? stay(last) : { kind: "advance", warnings, checks };
}

const isMet = (checks: readonly StepCheck[], code: StepCheck["code"]) =>
  checks.every((check) => check.code !== code || check.isMet);

function firstBreach(
  { plan, verdicts, dismissed }: StepBasis,
  action: BreachAction,
): number | null {
  const at = plan.guardrails.findIndex(
    (guardrail, index) =>
      guardrail.action === action && verdicts[index] === "fail" && !dismissed.includes(index),
  );
  return at < 0 ? null : at;
}

/** More units than by chance were seen in an arm that they were not assigned to. */
export const isMixed = ({ units, mixedUnits }: Pick<StepBasis, "units" | "mixedUnits">): boolean =>
  mixedUnits >= LEAST_MIXED_UNITS && mixedUnits > MOST_MIXED * units;

function splitTrouble(basis: StepBasis): ("sample_ratio" | "both_arms")[] {
  return [
    ...(basis.isSplitOff ? (["sample_ratio"] as const) : []),
    ...(isMixed(basis) ? (["both_arms"] as const) : []),
  ];
}

/** Neither arm may be silent for so long; before its first request an arm is silent since the stage began. */
function isWithoutTraffic({ plan, lastAt, stageStartedAt, now }: StepBasis): boolean {
  const since = (arm: Arm) => Math.max(lastAt[arm] ?? 0, stageStartedAt);
  const silentSince = Math.min(since("stable"), since("candidate"));
  return now - silentSince > plan.onNoTraffic.minutes * 60_000;
}

/** What has to be so once time and requests are there. Nothing advances on data from before the stage. */
function lastConditions({ plan, stage, verdicts, dismissed, requests }: StepBasis): HoldReason[] {
  const isOpen = (verdict: GuardrailDecision["verdict"]) =>
    verdicts.some((one, index) => one === verdict && !dismissed.includes(index));
  const isGuarded = plan.guardrails.length > 0;
  if (isGuarded && (requests.candidate === 0 || requests.stable === 0)) return ["no_traffic"];
  if (isOpen("not_measured")) return ["not_measured"];
  if (isOpen("inconclusive") && plan.onInconclusive === "hold") return ["inconclusive"];
  return plan.stages[stage]?.requiresApproval ? ["approval"] : [];
}

function checksOf(
  basis: StepBasis,
  trouble: readonly ("sample_ratio" | "both_arms")[],
  isSilent: boolean,
): StepCheck[] {
  const { plan, stage, stageStartedAt, now, requests, verdicts, dismissed } = basis;
  const planned = plan.stages[stage];
  const inStage = now - stageStartedAt;
  const leastMs = (planned?.minMinutes ?? 0) * 60_000;
  const leastRequests = planned?.minSamples ?? 0;
  const count = (verdict: GuardrailDecision["verdict"], isSignal: boolean) =>
    plan.guardrails.filter(
      ({ action }, index) =>
        (action === "hold") === isSignal &&
        verdicts[index] === verdict &&
        !dismissed.includes(index),
    ).length;
  const checks: StepCheck[] = [
    {
      code: "time",
      isMet: inStage >= leastMs,
      text:
        inStage >= leastMs
          ? `${formatDuration(inStage)} in this stage`
          : `${formatDuration(leastMs - inStage)} to go`,
    },
    {
      code: "samples",
      isMet: requests.candidate >= leastRequests,
      text:
        requests.candidate >= leastRequests
          ? `${formatCountOf(requests.candidate, "request")} to the candidate`
          : `${formatCountOf(leastRequests - requests.candidate, "request")} to go`,
    },
    { code: "traffic", isMet: !isSilent, text: trafficText(basis, isSilent) },
    { code: "split", isMet: trouble.length === 0, text: splitText(trouble) },
  ];
  if (plan.guardrails.some(({ action }) => action !== "hold")) {
    checks.push(verdictCheck("guardrails", "guardrail", count, false));
  }
  if (plan.guardrails.some(({ action }) => action === "hold")) {
    checks.push(verdictCheck("signals", "signal metric", count, true));
  }
  if (planned?.requiresApproval) {
    checks.push({ code: "approval", isMet: false, text: "A person has to advance this stage" });
  }
  return checks;
}

function trafficText({ requests }: StepBasis, isSilent: boolean): string {
  if (isSilent) return "No requests lately";
  if (requests.candidate === 0 && requests.stable === 0) return "No requests in this stage yet";
  if (requests.candidate === 0) return "No requests to the candidate yet";
  if (requests.stable === 0) return "No requests to the stable version yet";
  return "Both versions have traffic";
}

function splitText(trouble: readonly ("sample_ratio" | "both_arms")[]): string {
  if (trouble.includes("sample_ratio")) return "The split is not the planned one";
  if (trouble.includes("both_arms")) return "More than 1 % of the units were seen in both arms";
  return "Split as planned";
}

function verdictCheck(
  code: "guardrails" | "signals",
  noun: string,
  count: (verdict: GuardrailDecision["verdict"], isSignal: boolean) => number,
  isSignal: boolean,
): StepCheck {
  const [failing, missing] = [count("fail", isSignal), count("not_measured", isSignal)];
  const text =
    failing > 0
      ? `${formatCountOf(failing, noun)} beyond the bar`
      : missing > 0
        ? `${formatCountOf(missing, noun)} not measured yet`
        : `No ${noun} is breached`;
  return { code, isMet: failing === 0 && missing === 0, text };
}
