import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { ModelRef } from "@/lib/providers/contract";
import { JudgeKind, labelsOf, PassingLabel } from "@/lib/scorers/judge-definition";
import type { Standing } from "./calibrate/decide-standing";
import { standingsOf } from "./calibrate/load-standings";
import {
  type Judge,
  JudgeBar,
  type JudgeRevision,
  type JudgeSummary,
  type ListJudges,
} from "./contract";
import { countLabelled, type LabelledCounts } from "./count-labelled";
import { findJudge, type JudgeRow } from "./find-judge";
import { listUses } from "./list-uses";

const MOST = 200;
const MOST_REVISIONS = 50;
const reading = { scope: "evals:read" } as const;

export async function listJudges(
  actor: Actor,
  { archived }: ListJudges = { archived: false },
): Promise<{ data: JudgeSummary[]; nextCursor: null }> {
  authorize(actor, reading);
  const rows = await db.judge.findMany({
    where: { projectId: actor.projectId, archivedAt: archived ? { not: null } : null },
    include: { prompt: { select: { name: true } } },
    orderBy: { name: "asc" },
    take: MOST,
  });
  const [standings, labelled, models] = await Promise.all([
    standingsOf(rows),
    countLabelled(rows.map(({ id }) => id)),
    loadModels(rows),
  ]);
  const data = rows.map((row) =>
    toSummary(row, {
      standing: standings.get(row.id),
      labelled: labelled.get(row.id),
      model: models.get(row.id),
    }),
  );
  return { data, nextCursor: null };
}

export async function getJudge(actor: Actor, name: string): Promise<Judge> {
  authorize(actor, reading);
  const row = await findJudge(actor, name);
  const [standings, labelled, models, revisions, usedBy] = await Promise.all([
    standingsOf([row]),
    countLabelled([row.id]),
    loadModels([row]),
    listRevisions(row.id),
    listUses(actor.projectId, name),
  ]);
  const kind = JudgeKind.parse(row.kind);
  const summary = toSummary(row, {
    standing: standings.get(row.id),
    labelled: labelled.get(row.id),
    model: models.get(row.id),
  });
  return {
    ...summary,
    policy: row.policy,
    policyVersion: row.policyVersion,
    threshold: row.threshold,
    labels: [...labelsOf({ kind, labels: PassingLabel.array().parse(row.labels) })],
    bar: JudgeBar.parse(row.bar),
    revisions,
    usedBy,
  };
}

interface Facts {
  standing: Standing | undefined;
  labelled: LabelledCounts | undefined;
  model: ModelRef | undefined;
}

function toSummary(row: JudgeRow, { standing, labelled, model }: Facts): JudgeSummary {
  if (!standing || !model) throw new Error("A judge that was just read has no standing or model.");
  return {
    name: row.name,
    kind: JudgeKind.parse(row.kind),
    prompt: row.prompt.name,
    version: row.version,
    model,
    revision: row.revision,
    state: standing.state,
    reasons: standing.reasons,
    labelled: labelled ?? { train: 0, dev: 0, test: 0 },
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}

async function loadModels(rows: readonly JudgeRow[]): Promise<Map<string, ModelRef>> {
  const versions = await db.promptVersion.findMany({
    where: { OR: rows.map(({ promptId, version }) => ({ promptId, number: version })) },
    select: { promptId: true, number: true, model: true },
  });
  return new Map(
    rows.flatMap(({ id, promptId, version }) => {
      const row = versions.find((one) => one.promptId === promptId && one.number === version);
      return row ? [[id, ModelRef.parse(row.model)] as const] : [];
    }),
  );
}

async function listRevisions(judgeId: string): Promise<JudgeRevision[]> {
  const rows = await db.judgeRevision.findMany({
    where: { judgeId },
    orderBy: { number: "desc" },
    take: MOST_REVISIONS,
  });
  return rows.map(({ number, content, authorName, createdAt }) => ({
    ...(content as Omit<JudgeRevision, "number" | "author" | "createdAt">),
    number,
    author: authorName,
    createdAt: createdAt.toISOString(),
  }));
}
