import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { loadEnvironment } from "@/lib/projects/load-environment";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import type { PlanPreview, PreviewPlan } from "@/lib/rollouts/contract";
import { timeToNotice } from "@/lib/stats/sequential/time-to-notice";
import {
  unitsToNoticeRate,
  unitsToNoticeRelativeRate,
} from "@/lib/stats/sequential/units-to-notice";
import { countUnits } from "@/lib/traces/store/count-units";
import { isRate } from "./guarded-metric";
import type { GuardrailSetup } from "./guardrail-setup";
import type { RolloutPlan } from "./plan-contract";
import { trySetups } from "./set-up-guardrails";

const DAYS = 7;
const DAY_MS = 86_400_000;
/** Points that a rate gets worse by. */
const HARMS = [0.01, 0.03, 0.05, 0.1];

/** What a plan would notice at the traffic of the last week, and why a guardrail could not start. */
export async function previewPlan(
  actor: Actor,
  { prompt: name, environment: environmentName, rollout: plan }: PreviewPlan,
): Promise<PlanPreview> {
  authorize(actor, { scope: "prompts:read" });
  const prompt = await loadPrompt(actor, name);
  const environment = await loadEnvironment(actor, environmentName);
  const { stable } = await findDeployment({ promptId: prompt.id, environmentId: environment.id });
  const to = new Date();
  const traffic = await countUnits(actor.projectId, {
    ...{ promptId: prompt.id, environment: environment.name },
    ...{ from: new Date(to.getTime() - DAYS * DAY_MS), to },
  });
  const place = {
    ...{ prompt: prompt.name, environment: environment.name },
    stable: stable?.number ?? 0,
  };
  const tried = await trySetups(actor, plan, place);
  const unitsPerDay = traffic.units === 0 ? null : traffic.units / DAYS;
  const requestsPerDay = traffic.withUnit === 0 ? null : traffic.withUnit / DAYS;
  return {
    unitsPerDay,
    requestsPerDay,
    guardrails: tried.map(({ setup, earlier }) => ({
      stableValue: earlier.value,
      problem: "problem" in setup ? setup.problem : null,
      harms:
        "problem" in setup || unitsPerDay === null
          ? []
          : harmsOf(setup, plan, earlier.value, unitsPerDay),
    })),
    stages: plan.stages.map(({ percent, minSamples }) => ({
      samplesAfterMinutes:
        minSamples === 0
          ? 0
          : requestsPerDay === null
            ? null
            : Math.ceil(minSamples / ((requestsPerDay * percent) / 100 / 1_440)),
    })),
  };
}

/** Of rates: a harm of some points beyond what the stable version has. Amounts have no such forecast. */
function harmsOf(
  setup: GuardrailSetup,
  plan: RolloutPlan,
  stableValue: number | null,
  unitsPerDay: number,
): PlanPreview["guardrails"][number]["harms"] {
  const { test, metric, comparator } = setup;
  if (!isRate(metric) || stableValue === null) return [];
  const before = comparator === ">=" ? 1 - stableValue : stableValue;
  return HARMS.flatMap((harm) => {
    const after = before + harm;
    if (after >= 1) return [];
    const unitsAt = (share: number) => {
      if (test.kind === "rate") {
        return after > test.bar
          ? unitsToNoticeRate({ rate: after, bar: test.bar }, setup.threshold)
          : null;
      }
      if (test.kind !== "relative_rate" || before <= 0) return null;
      const { margin } = test;
      return unitsToNoticeRelativeRate(
        { stable: before, candidate: after, margin, share },
        setup.threshold,
      );
    };
    const notice = timeToNotice(
      unitsAt,
      {
        newUnitsPerHour: unitsPerDay / 24,
        delayMinutes: (setup.timing.windowMs + setup.timing.delayMs) / 60_000,
      },
      plan.stages.map(({ percent, minMinutes }) => ({ share: percent / 100, minutes: minMinutes })),
    );
    return [
      {
        harm,
        medianMinutes: notice?.medianMinutes ?? null,
        p95Minutes: notice?.p95Minutes ?? null,
      },
    ];
  });
}
