import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import type { Definition } from "@/lib/holdout/approve-definition";
import { connectionDefinition } from "@/lib/holdout/connection-definition";
import { outputSchemaOf } from "@/lib/prompts/versioned-content";
import { chooseScorers, withSchemaOf } from "@/lib/runs/choose-scorers";
import type { StartRun } from "@/lib/runs/start-contract";
import { loadRunContent } from "@/lib/runs/start-run";
import { ScorerSpec } from "@/lib/scorers/contract";
import { isPlainScorer, scorerDefinition } from "@/lib/scorers/scorer-definition";
import { scorerName } from "@/lib/scorers/scorer-name";
import type {
  ApproveForHoldout,
  HoldoutApproval,
  HoldoutApprovals,
  HoldoutCheck,
} from "./approval-contract";
import { listHoldoutProblems, needsVersion } from "./check-holdout";

const MOST = 200;

interface Used extends Definition {
  approve: ApproveForHoldout;
}

/** What was approved, newest first, and what connections and eval sets use without an approval. */
export async function listHoldoutApprovals(actor: Actor): Promise<HoldoutApprovals> {
  authorize(actor, { scope: "evals:read" });
  const { projectId } = actor;
  const [rows, used] = await Promise.all([
    db.holdoutApproval.findMany({
      where: { projectId },
      orderBy: [{ approvedAt: "desc" }, { id: "desc" }],
      take: MOST,
    }),
    listUsed(projectId),
  ]);
  const inUse = new Set(used.map(({ hash }) => hash));
  const approved = new Set(
    rows.filter(({ revokedAt }) => revokedAt === null).map((row) => row.definitionHash),
  );
  return {
    data: rows.map((row) => toApproval(row, inUse.has(row.definitionHash))),
    pending: used
      .filter(
        ({ hash }, at) =>
          !approved.has(hash) && used.findIndex((other) => other.hash === hash) === at,
      )
      .map(({ subject, approve }) => ({ subject, approve })),
    nextCursor: null,
  };
}

async function listUsed(projectId: string): Promise<Used[]> {
  const [connections, sets] = await Promise.all([
    db.connection.findMany({ where: { projectId, removedAt: null }, orderBy: { name: "asc" } }),
    db.evalSet.findMany({
      where: { projectId, archivedAt: null },
      orderBy: { name: "asc" },
      select: { name: true, scorers: true },
      take: MOST,
    }),
  ]);
  return [
    ...connections.map(
      (row): Used => ({
        kind: "connection",
        subject: row.name,
        hash: connectionDefinition(row),
        approve: { kind: "connection", connection: row.name },
      }),
    ),
    ...sets.flatMap((set) => {
      const scorers = ScorerSpec.array().safeParse(set.scorers).data ?? [];
      return scorers
        .filter((scorer) => !isPlainScorer(scorer))
        .map((scorer): Used => {
          const subject = `${scorerName(scorer)} of ${set.name}`;
          return {
            kind: "scorer",
            subject,
            hash: scorerDefinition(scorer),
            approve: { kind: "scorer", scorer, subject },
          };
        });
    }),
  ];
}

type Row = Awaited<ReturnType<typeof db.holdoutApproval.findFirstOrThrow>>;

const toApproval = (row: Row, isInUse: boolean): HoldoutApproval => ({
  id: row.id,
  kind: row.kind as HoldoutApproval["kind"],
  subject: row.subject,
  definitionHash: row.definitionHash,
  approvedBy: row.approvedByName,
  approvedAt: row.approvedAt.toISOString(),
  revokedBy: row.revokedByName,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  isInUse,
});

/** What would refuse this run on the holdout if somebody below admin started it. */
export async function checkHoldoutRun(actor: Actor, input: StartRun): Promise<HoldoutCheck> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { target } = await loadRunContent(actor, input);
  const set = await findEvalSet(actor, input.evalSet);
  const scorers = await chooseScorers(db, actor, input, set);
  const problems = await listHoldoutProblems(db, {
    projectId: actor.projectId,
    target,
    scorers: scorers.map((spec) => withSchemaOf(outputSchemaOf(target), spec)),
  });
  const draft = input.version ? [] : (needsVersion().errors ?? []);
  return {
    problems: [
      ...draft.map((error) => ({ ...error, approve: null })),
      ...problems.map(({ path, message, definition: { spec, subject } }) => ({
        path,
        message,
        approve: spec
          ? { kind: "scorer" as const, scorer: spec, subject: `${subject} of ${set.name}` }
          : { kind: "connection" as const, connection: subject },
      })),
    ],
  };
}
