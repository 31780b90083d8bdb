import "server-only";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { observationLock } from "@/lib/observations/write-observations";
import type { HoldReason, StepCheck } from "@/lib/rollouts/contract";
import { lockRollout, type PlacedRollout, type RolloutLock } from "@/lib/rollouts/load-rollout";
import {
  type DecisionBasis,
  factsOf,
  recordRolloutEvent,
} from "@/lib/rollouts/record-rollout-event";
import { breachInWords } from "@/lib/rollouts/words/guardrail-sentence";
import { HOLD_WORDS } from "@/lib/rollouts/words/rollout-sentence";
import { applyAdvance } from "./apply-advance";
import { type CountedUpTo, countObservations } from "./count-observations";
import { decideStep, type Step, type StepReason } from "./decide-step";
import { figuresAt, stageStartOf } from "./figures";
import { guardrailFigures, judgeGuardrails, judgeSplit } from "./judge-guardrails";
import { writeSnapshot } from "./write-snapshot";

const MOST_ROUNDS = 10;

/** What is left to do by who can release: the worker's loop goes on with `rollBack`. */
export interface RollbackOrder {
  rolloutId: string;
  reason: string;
  because: StepReason;
  basis: DecisionBasis;
}

export const rolloutActor = (rollout: PlacedRollout): Actor =>
  systemActor({ id: rollout.projectId, slug: rollout.project.slug }, "Galley");

/**
 * Counts what is new of a rollout and takes the step that follows from it, in one transaction. Any number of workers
 * may do it: one has the row, the others leave it alone. A roll-back is only ordered here.
 */
export async function watchRollout(
  { id, projectId }: { id: string; projectId: string },
  now?: Date,
  lock: RolloutLock = "or_leave_it",
): Promise<RollbackOrder | null> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const upTo = await findCommitted(projectId, id);
    const outcome = await db.$transaction(
      (tx) => watchOnce(tx, id, { ...upTo, at: now?.getTime() ?? upTo.at }, lock),
      { timeout: 30_000 },
    );
    if (outcome !== "more") return outcome;
  }
  return null;
}

/** Who writes holds the lock until the commit, so up to here nothing is still to come. */
async function findCommitted(projectId: string, rolloutId: string): Promise<CountedUpTo> {
  const [row] = await db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${observationLock(projectId)})`;
    return tx.$queryRaw<CountedUpTo[]>`
      select coalesce(max(seq), 0)::float8 as seq, (extract(epoch from clock_timestamp()) * 1000)::float8 as at
      from rollout_observation where rollout_id = ${rolloutId}::uuid`;
  });
  return row ?? { seq: 0, at: 0 };
}

async function watchOnce(
  tx: Tx,
  id: string,
  upTo: CountedUpTo,
  lock: RolloutLock,
): Promise<RollbackOrder | "more" | null> {
  const rollout = await lockRollout(tx, id, lock);
  if (!rollout) return null;
  const { figures } = rollout;
  const isMore = await countObservations(tx, id, rollout, figures, upTo);
  const basis = basisOf(rollout, upTo.at);
  const step = decideStep({ ...basis.step, plan: rollout.plan });
  await writeSnapshot(tx, rollout, upTo.at, step.kind !== "stay");
  await tx.rollout.update({
    where: { id },
    data: { figures: json(figures) },
    select: { id: true },
  });
  if (step.kind === "roll_back") {
    const { because } = step;
    return { rolloutId: id, reason: reasonInWords(rollout, because), because, basis };
  }
  // The rest is counted before anything is decided in the candidate's favour.
  if (isMore) return "more";
  await takeStep(tx, rollout, step, basis, new Date(upTo.at));
  return null;
}

export function basisOf(rollout: PlacedRollout, now: number): DecisionBasis {
  const { figures, setups, percent } = rollout;
  return {
    step: {
      stage: rollout.stage,
      stageStartedAt: stageStartOf(rollout),
      isPaused: rollout.state === "paused",
      now,
      verdicts: judgeGuardrails(setups, figures).map(({ verdict }) => verdict),
      dismissed: rollout.dismissals.map(({ guardrail }) => guardrail),
      requests: figuresAt(figures, percent).requests,
      lastAt: figures.lastAt,
      isSplitOff: judgeSplit(figures, percent).isOff,
      units: figures.units,
      mixedUnits: figures.mixedUnits,
    },
    figures: { guardrails: figures.guardrails },
  };
}

async function takeStep(
  tx: Tx,
  rollout: PlacedRollout,
  step: Exclude<Step, { kind: "roll_back" }>,
  basis: DecisionBasis,
  at: Date,
): Promise<void> {
  const actor = rolloutActor(rollout);
  switch (step.kind) {
    case "pause":
      return pause(tx, actor, rollout, step.because, basis, at);
    case "advance":
      await warn(tx, actor, rollout, step, basis, at);
      return applyAdvance(tx, actor, rollout, { at, reason: null, checks: step.checks, basis });
    case "stay": {
      await warn(tx, actor, rollout, step, basis, at);
      return stay(tx, actor, rollout, step, basis, at);
    }
  }
}

async function pause(
  tx: Tx,
  actor: Actor,
  rollout: PlacedRollout,
  because: StepReason,
  basis: DecisionBasis,
  at: Date,
): Promise<void> {
  const guardrail = "guardrail" in because ? because.guardrail : null;
  const facts = factsOf(rollout, { reason: reasonInWords(rollout, because), guardrail });
  await tx.rollout.update({
    where: { id: rollout.id },
    data: { state: "paused", holdingFor: [] },
    select: { id: true },
  });
  await recordRolloutEvent(tx, actor, rollout, { type: "breached", facts, basis, at });
  await recordRolloutEvent(tx, actor, rollout, { type: "paused", facts, basis, at, isQuiet: true });
}

/** Holding begins, changes its reasons, or ends by itself; each once. */
async function stay(
  tx: Tx,
  actor: Actor,
  rollout: PlacedRollout,
  { holdingFor, checks }: { holdingFor: HoldReason[]; checks: StepCheck[] },
  basis: DecisionBasis,
  at: Date,
): Promise<void> {
  if (rollout.state === "paused") return;
  if (holdingFor.join() === rollout.holdingFor.join()) return;
  await tx.rollout.update({
    where: { id: rollout.id },
    data: { state: holdingFor.length > 0 ? "holding" : "running", holdingFor },
    select: { id: true },
  });
  const reason =
    holdingFor.length > 0 ? `For ${holdingFor.map((one) => HOLD_WORDS[one]).join(", ")}` : null;
  await recordRolloutEvent(tx, actor, rollout, {
    type: holdingFor.length > 0 ? "holding" : "resumed",
    facts: factsOf(rollout, { holdingFor, checks, reason }),
    ...{ basis, at },
  });
}

/** What the plan only warns of is told once. */
async function warn(
  tx: Tx,
  actor: Actor,
  rollout: PlacedRollout,
  { warnings, checks }: { warnings: HoldReason[]; checks: StepCheck[] },
  basis: DecisionBasis,
  at: Date,
): Promise<void> {
  for (const warning of warnings) {
    const facts = factsOf(rollout, {
      ...{ holdingFor: [warning], checks },
      reason: HOLD_WORDS[warning],
    });
    const earlier = await tx.rolloutEvent.count({
      where: {
        ...{ rolloutId: rollout.id, type: "warned" },
        facts: { path: ["holdingFor", "0"], equals: warning },
      },
    });
    if (earlier > 0) continue;
    await recordRolloutEvent(tx, actor, rollout, { type: "warned", facts, basis, at });
  }
}

function reasonInWords(rollout: PlacedRollout, because: StepReason): string {
  if ("trouble" in because) {
    return {
      no_traffic: `No traffic for ${rollout.plan.onNoTraffic.minutes} minutes`,
      sample_ratio: "The split is not the planned one",
      both_arms: "More than 1 % of the units were seen in both arms",
    }[because.trouble];
  }
  const figures = guardrailFigures(rollout)[because.guardrail];
  return figures
    ? breachInWords(figures, { stable: rollout.stableVersion })
    : "A guardrail is breached";
}
