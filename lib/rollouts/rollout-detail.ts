import "server-only";
import type { RolloutEvent as EventRow } from "@/lib/db/generated/client";
import type { Rollout, RolloutEvent, RolloutHealth, RolloutSummary, StageState } from "./contract";
import type { PlacedRollout } from "./load-rollout";
import { stagesOf } from "./plan/stages-of";
import type { DecisionBasis, RolloutEventFacts } from "./record-rollout-event";
import { decideStep } from "./watch/decide-step";
import { figuresAt } from "./watch/figures";
import { guardrailFigures, judgeGuardrails, judgeSplit } from "./watch/judge-guardrails";
import { basisOf } from "./watch/watch-rollout";
import { eventSentence } from "./words/event-sentence";
import { rolloutSentence } from "./words/rollout-sentence";

export function stageStates(rollout: PlacedRollout): StageState[] {
  const { plan, stage, state, figures, endedAt } = rollout;
  const starts = figures.stageStarts;
  return stagesOf(plan).map((planned, index) => {
    const [from, to] = [starts[index], starts[index + 1]];
    const end = to ?? (index === stage ? endedAt?.getTime() : undefined);
    return {
      ...planned,
      state: stateOf(index - stage, state),
      startedAt: from === undefined ? null : new Date(from).toISOString(),
      endedAt: from === undefined || end === undefined ? null : new Date(end).toISOString(),
      requests: figuresAt(figures, planned.percent).requests,
    };
  });
}

function stateOf(distance: number, state: PlacedRollout["state"]): StageState["state"] {
  if (distance < 0 || state === "completed") return "done";
  if (state === "rolled_back") return distance === 0 ? "done" : "skipped";
  if (distance === 0) return "now";
  return distance === 1 ? "next" : "later";
}

export function sentenceOf(rollout: PlacedRollout, endReason: string | null, now: Date): string {
  const { percent, state, holdingFor } = rollout;
  const next = nextOf(rollout);
  return rolloutSentence({
    ...{ state, holdingFor, percent, endReason },
    ...{ stable: rollout.stableVersion, candidate: rollout.candidateVersion },
    next: next && {
      percent: next.percent,
      leftMs: Math.max(0, next.notBefore - now.getTime()),
    },
    health: healthOf(rollout),
  });
}

export function healthOf({ plan, setups, figures }: PlacedRollout): RolloutHealth {
  if (figures.lastAt.candidate === null && figures.lastAt.stable === null) return "no_data";
  if (plan.guardrails.length === 0) return "unguarded";
  const isHealthy = judgeGuardrails(setups, figures).every(({ verdict }) => verdict === "pass");
  return isHealthy ? "healthy" : "collecting";
}

function nextOf({ plan, stage, stageStartedAt, endedAt }: PlacedRollout) {
  if (endedAt) return null;
  const stages = stagesOf(plan);
  const next = stages[stage + 1];
  const leastMs = (stages[stage]?.minMinutes ?? 0) * 60_000;
  return next ? { percent: next.percent, notBefore: stageStartedAt.getTime() + leastMs } : null;
}

export function rolloutSummary(
  rollout: PlacedRollout,
  endReason: string | null,
  now = new Date(),
): RolloutSummary {
  const { prompt, environment, release, plan, startedAt, endedAt } = rollout;
  return {
    ...{ id: rollout.id, number: rollout.number },
    ...{ prompt: prompt.name, environment: environment.name },
    release: { id: rollout.releaseId, number: release.number },
    ...{ stable: rollout.stableVersion, candidate: rollout.candidateVersion },
    state: rollout.state,
    ...(rollout.holdingFor.length > 0 ? { holdingFor: rollout.holdingFor } : {}),
    ...{ stage: rollout.stage + 1, stages: stagesOf(plan).length, percent: rollout.percent },
    isGuarded: plan.guardrails.length > 0,
    health: healthOf(rollout),
    startedAt: startedAt.toISOString(),
    startedBy: { id: rollout.startedById, name: rollout.startedByName },
    endedAt: endedAt?.toISOString() ?? null,
    sentence: sentenceOf(rollout, endReason, now),
  };
}

export function rolloutDetail(
  rollout: PlacedRollout,
  rows: readonly EventRow[],
  now: Date,
): Rollout {
  const { figures, plan, endedAt } = rollout;
  const events = rows.map((row) => toEvent(rollout, row));
  const endReason = events.find(({ type }) => type === "rolled_back")?.reason ?? null;
  const basis = basisOf(rollout, now.getTime());
  const step = endedAt ? null : decideStep({ ...basis.step, plan });
  const next = nextOf(rollout);
  const { number } = rollout.release;
  return {
    ...rolloutSummary(rollout, endReason, now),
    release: { id: rollout.releaseId, number },
    plan,
    stageStates: stageStates(rollout),
    stageStartedAt: rollout.stageStartedAt.toISOString(),
    ...(next
      ? { next: { percent: next.percent, notBefore: new Date(next.notBefore).toISOString() } }
      : {}),
    checks: step && "checks" in step ? step.checks : [],
    guardrails: guardrailFigures(rollout),
    split: splitOf(rollout),
    events,
    releaseRole: rollout.environment.releaseRole,
    countedAt: figures.seq > 0 ? new Date(figures.until).toISOString() : null,
  };
}

function splitOf(rollout: PlacedRollout): Rollout["split"] {
  const { figures, plan, stage, endedAt } = rollout;
  // Once it has ended, what the last stage said.
  const stages = stagesOf(plan);
  const last = stages[stage]?.percent === 100 ? stage - 1 : stage;
  const percent = endedAt ? (stages[last]?.percent ?? 0) : rollout.percent;
  const { e, isOff } = judgeSplit(figures, percent);
  return {
    ...{ percent, units: figuresAt(figures, percent).units, evidence: e, isOff },
    ...{ bothArms: figures.mixedUnits, allUnits: figures.units },
    ...{ withoutUnit: figures.withoutUnit, pinned: figures.pinned },
    otherVersion: figures.otherVersion,
  };
}

function toEvent(rollout: PlacedRollout, row: EventRow): RolloutEvent {
  const facts = row.facts as unknown as RolloutEventFacts;
  const basis = row.basis as unknown as DecisionBasis | null;
  const type = row.type as RolloutEvent["type"];
  return {
    ...{ id: row.id, at: row.at.toISOString(), type },
    ...{ by: row.actorName, isAutomatic: row.isAutomatic },
    sentence: eventSentence(type, row.actorName, facts),
    ...{ reason: facts.reason, checks: facts.checks },
    guardrails: basis && guardrailFigures({ ...rollout, figures: basis.figures }),
    hasBasis: basis !== null,
  };
}
