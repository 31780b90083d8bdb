import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { loadEnvironment } from "@/lib/projects/load-environment";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import type { PlanPreview, PreviewPlan } from "@/lib/rollouts/contract";
import { countUnits } from "@/lib/traces/store/count-units";
import { type SampledRequest, sampleRequests } from "@/lib/traces/store/sample-requests";
import { forecastHarms } from "./forecast-harms";
import { trySetups } from "./set-up-guardrails";

const DAYS = 7;
const EARLIER_DAYS = 30;
const DAY_MS = 86_400_000;

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
  const [tried, requests] = await Promise.all([
    trySetups(actor, plan, place),
    sampleRequests(actor.projectId, {
      ...{ promptId: prompt.id, environment: environment.name, version: place.stable },
      from: new Date(to.getTime() - EARLIER_DAYS * DAY_MS),
    }),
  ]);
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
          : forecastHarms(setup, plan, {
              stableValue: earlier.value,
              ...ofSegment(setup.segmentId, requests, unitsPerDay),
            }),
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

/** Of a guardrail of a segment only its units count: the requests of the segment, and its share of the units. */
function ofSegment(
  segmentId: string | null,
  requests: readonly SampledRequest[],
  unitsPerDay: number,
): { earlier: readonly SampledRequest[]; unitsPerDay: number } {
  if (segmentId === null || requests.length === 0) return { earlier: requests, unitsPerDay };
  const earlier = requests.filter(({ segments }) => segments.includes(segmentId));
  return { earlier, unitsPerDay: (unitsPerDay * earlier.length) / requests.length };
}
