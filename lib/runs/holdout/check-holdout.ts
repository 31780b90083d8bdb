import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import type { db, Tx } from "@/lib/db/client";
import { type Definition, findApproved } from "@/lib/holdout/approve-definition";
import { connectionDefinition } from "@/lib/holdout/connection-definition";
import { AppError, type FieldError } from "@/lib/http/app-error";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { listModels, type VersionedContent } from "@/lib/prompts/versioned-content";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { withMembers } from "@/lib/scorers/find-scorer-problems";
import type { JudgeDefinitions } from "@/lib/scorers/judge-definition";
import { judgeNamed, listJudgeNames } from "@/lib/scorers/may-vote";
import { isPlainScorer, scorerDefinition } from "@/lib/scorers/scorer-definition";
import { modelOf } from "@/lib/scorers/scorer-model";
import { scorerName } from "@/lib/scorers/scorer-name";

/** What a run would do with the holdout's inputs and answers. */
export interface HoldoutUse {
  projectId: string;
  target: VersionedContent;
  /** With the schema of the version where they take it. */
  scorers: readonly ScorerSpec[];
}

/** What is not approved for the holdout. */
export interface HoldoutProblem extends FieldError {
  definition: Definition & { spec?: ScorerSpec };
}

/**
 * Below admin the holdout meets only connections and scorers that an admin has approved: a connection is
 * sent each input, and a scorer can ask about each answer.
 */
export async function requireApprovedForHoldout(
  tx: Tx | typeof db,
  actor: Actor,
  use: HoldoutUse,
): Promise<void> {
  if (hasRole(actor, "admin")) return;
  requireNoEndpoints(use.target);
  const problems = await listHoldoutProblems(tx, use);
  const [first] = problems;
  if (!first) return;
  throw new AppError("holdout_not_approved", first.message, {
    errors: problems.map(({ path, message }) => ({ path, message })),
  });
}

/** An endpoint is sent the inputs, and nobody approves addresses. */
function requireNoEndpoints(target: VersionedContent): void {
  if (target.kind === "prompt") return;
  const step = target.content.steps.find(
    ({ config }) => "url" in config && config.url !== undefined,
  );
  if (!step) return;
  throw new AppError(
    "holdout_not_approved",
    `The step “${step.key}” would send every holdout input to an address. Ask an admin to run it.`,
  );
}

export const needsVersion = (): AppError =>
  new AppError(
    "holdout_needs_version",
    "A run on the holdout takes a saved version, so that what looked at it stays on record. Save the draft first.",
    { errors: [{ path: "version", message: "Save the draft and run its version." }] },
  );

export async function listHoldoutProblems(
  tx: Tx | typeof db,
  { projectId, target, scorers }: HoldoutUse,
): Promise<HoldoutProblem[]> {
  const definitions = await loadJudgeDefinitions(projectId, listJudgeNames(scorers), tx);
  const others = withMembers(scorers).flatMap(({ spec, path }) => {
    const name = judgeNamed(spec);
    const judge = name === null ? undefined : definitions[name];
    if (judge) return [{ name: judge.model.provider, path: `${path}.config.judge` }];
    const named = modelOf(spec);
    return named ? [{ name: named.provider, path: `${path}.config.model.provider` }] : [];
  });
  const places = [
    ...listModels(target).map(({ provider: name }) => ({ name, path: "model.provider" })),
    ...others,
  ];
  const connections = await tx.connection.findMany({
    where: { projectId, removedAt: null, name: { in: places.map(({ name }) => name) } },
  });
  const used = places.flatMap(({ name, path }): HoldoutProblem[] => {
    const row = connections.find((connection) => connection.name === name);
    if (!row) return [];
    return [
      {
        path,
        message: `The connection ${name} is not approved for the holdout: every holdout input would be sent to it. ${askAdmin}`,
        definition: { kind: "connection", subject: name, hash: connectionDefinition(row) },
      },
    ];
  });
  const problems = scorers.flatMap((spec, index): HoldoutProblem[] => {
    if (isPlainScorer(spec)) return [];
    const name = scorerName(spec);
    return [
      {
        path: `scorers.${index}`,
        message: `The scorer ${name} is not approved for the holdout as it is set now. ${askAdmin}`,
        definition: { kind: "scorer", subject: name, hash: holdoutHash(spec, definitions), spec },
      },
    ];
  });
  const all = [...used, ...problems];
  const approved = await findApproved(
    tx,
    projectId,
    all.map(({ definition }) => definition),
  );
  return all.filter(({ definition }) => !approved.has(definition.hash));
}

/** A judge asks what its prompt says, so another prompt is another scorer. */
function holdoutHash(spec: ScorerSpec, judges: JudgeDefinitions): string {
  const hashes = listJudgeNames([spec]).map((name) => judges[name]?.hash ?? "");
  const hash = scorerDefinition(spec);
  if (hashes.length === 0) return hash;
  return createHash("sha256")
    .update([hash, ...hashes].join("\n"))
    .digest("hex");
}

const askAdmin = "An admin can approve it under Settings, Holdout.";
