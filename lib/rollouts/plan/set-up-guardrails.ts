import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { AppError, type FieldError, invalid, isAppError } from "@/lib/http/app-error";
import { segmentIdOf } from "@/lib/metrics/load-groups";
import { measure } from "@/lib/metrics/measure";
import { loadRollups } from "@/lib/traces/store/load-rollups";
import { type EarlierFigure, type GuardrailSetup, setUpGuardrail } from "./guardrail-setup";
import type { Guardrail, RolloutPlan } from "./plan-contract";

const DAY_MS = 86_400_000;
const EARLIER_DAYS = 30;

/** Where the plan is to be carried out, and which version is the stable one. */
export interface PlanPlace {
  prompt: string;
  environment: string;
  stable: number;
}

export interface TriedSetup {
  setup: GuardrailSetup | { problem: string };
  earlier: EarlierFigure;
}

/** The test of each guardrail, or why it has none, from the stable version's last 30 days. */
export async function trySetups(
  actor: Actor,
  plan: RolloutPlan,
  place: PlanPlace,
  now = new Date(),
): Promise<TriedSetup[]> {
  return Promise.all(
    plan.guardrails.map(async (guardrail, index) => {
      const { segment } = guardrail;
      const segmentId = await segmentIdOf(actor, { segment }).catch((error: unknown) => {
        if (!isAppError(error) || error.code !== "not_found") throw error;
        throw invalid(`rollout.guardrails.${index}.segment`, `There is no segment ${segment}.`);
      });
      const earlier = await loadEarlier(actor, guardrail, segmentId, place, now);
      const setup = setUpGuardrail(guardrail, plan, {
        segmentId: guardrail.segment ? segmentId : null,
        earlier,
      });
      return { setup, earlier };
    }),
  );
}

async function loadEarlier(
  { projectId }: Actor,
  { metric }: Guardrail,
  segmentId: string,
  { prompt, environment, stable }: PlanPlace,
  now: Date,
): Promise<EarlierFigure> {
  const rows = await loadRollups({
    projectId,
    segmentIds: [segmentId],
    from: new Date(now.getTime() - EARLIER_DAYS * DAY_MS),
    to: now,
    filter: { prompt, environment, version: stable },
    stepHours: null,
    withLatency: true,
    withUnits: false,
  });
  const [row] = rows;
  const figure = row ? measure(metric, row.sums) : null;
  return figure ? { value: figure.value, n: figure.n } : { value: null, n: 0 };
}

/** The setups of a plan that can start; 422 with a message at each guardrail that cannot. */
export async function setUpGuardrails(
  actor: Actor,
  plan: RolloutPlan,
  place: PlanPlace,
): Promise<GuardrailSetup[]> {
  const tried = await trySetups(actor, plan, place);
  const errors: FieldError[] = tried.flatMap(({ setup }, index) =>
    "problem" in setup
      ? [{ path: `rollout.guardrails.${index}.threshold`, message: setup.problem }]
      : [],
  );
  if (errors.length > 0) throw new AppError("invalid", "Check the guardrails.", { errors });
  return tried.flatMap(({ setup }) => ("problem" in setup ? [] : [setup]));
}
