import "server-only";
import type { RolloutEvent as EventRow } from "@/lib/db/generated/client";
import type {
  GuardrailFigures,
  Rollout,
  RolloutEvent,
  RolloutHealth,
  RolloutSummary,
  StageState,
} from "./contract";
import type { PlacedRollout } from "./load-rollout";
import { stagesOf } from "./plan/stages-of";
import type { DecisionBasis, RolloutEventFacts } from "./record-rollout-event";
import { decideStep } from "./watch/decide-step";
import { figuresAt, stageStartOf } from "./watch/figures";
import { guardrailFigures, judgeSplit, segmentFigures } from "./watch/judge-guardrails";
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

/** What guardrails say, and what follows from it in one word and one sentence. */
export function standingOf(
  rollout: PlacedRollout,
  endReason: string | null,
  now: Date,
): { guardrails: GuardrailFigures[]; health: RolloutHealth; sentence: string } {
  const { percent, state, holdingFor } = rollout;
  const guardrails = guardrailFigures(rollout);
  const health = healthOf(rollout, guardrails);
  const next = nextOf(rollout);
  const sentence = rolloutSentence({
    ...{ state, holdingFor, percent, endReason, health },
    ...{ stable: rollout.stableVersion, candidate: rollout.candidateVersion },
    next: next && {
      percent: next.percent,
      leftMs: Math.max(0, next.notBefore - now.getTime()),
    },
  });
  return { guardrails, health, sentence };
}

function healthOf(
  { figures }: PlacedRollout,
  guardrails: readonly GuardrailFigures[],
): RolloutHealth {
  if (figures.lastAt.candidate === null && figures.lastAt.stable === null) return "no_data";
  if (guardrails.length === 0) return "unguarded";
  return guardrails.every(({ verdict }) => verdict === "pass") ? "healthy" : "collecting";
}

function nextOf(rollout: PlacedRollout) {
  const { plan, stage, endedAt } = rollout;
  if (endedAt) return null;
  const stages = stagesOf(plan);
  const next = stages[stage + 1];
  const leastMs = (stages[stage]?.minMinutes ?? 0) * 60_000;
  return next ? { percent: next.percent, notBefore: stageStartOf(rollout) + leastMs } : null;
}

export function rolloutSummary(
  rollout: PlacedRollout,
  { health, sentence }: Pick<RolloutSummary, "health" | "sentence">,
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
    ...{ health, sentence },
    startedAt: startedAt.toISOString(),
    startedBy: { id: rollout.startedById, name: rollout.startedByName },
    endedAt: endedAt?.toISOString() ?? null,
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
  const standing = standingOf(rollout, endReason, now);
  return {
    ...rolloutSummary(rollout, standing),
    plan,
    stageStates: stageStates(rollout),
    stageStartedAt: new Date(stageStartOf(rollout)).toISOString(),
    ...(next
      ? { next: { percent: next.percent, notBefore: new Date(next.notBefore).toISOString() } }
      : {}),
    checks: step && "checks" in step ? step.checks : [],
    guardrails: standing.guardrails,
    segments: segmentFigures(rollout),
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
