import "server-only";
import { db, Prisma } from "@/lib/db/client";
import { selectStepUsage } from "@/lib/providers/usage/usage-columns";
import { MAX_STEPS_SHOWN, type Trace, type TraceDetail, type TraceStep } from "../contract";
import { loadSegmentNames } from "./load-traces";
import { FIGURES, REVIEW, REVIEW_JOIN, type TraceRecord, toTrace } from "./trace-columns";

interface Place {
  projectId: string;
  id: string;
  bucket: string;
}

/** Where a trace is; null when the project has none of this id. */
async function findPlace(projectId: string, id: string): Promise<Place | null> {
  const [key] = await db.$queryRaw<{ bucket: string }[]>`
    select bucket::text as bucket from trace_key where project_id = ${projectId}::uuid and id = ${id}`;
  return key ? { projectId, id, bucket: key.bucket } : null;
}

/** One trace without its steps. */
export async function loadTraceRow(projectId: string, id: string): Promise<Trace | null> {
  const place = await findPlace(projectId, id);
  return place && readRow(place);
}

async function readRow({ projectId, id, bucket }: Place): Promise<Trace | null> {
  const [rows, names] = await Promise.all([
    db.$queryRaw<TraceRecord[]>`
      select ${FIGURES}, ${REVIEW}, t.input, t.output from trace t ${REVIEW_JOIN}
      where t.project_id = ${projectId}::uuid and t.id = ${id} and t.bucket = ${bucket}::date`,
    loadSegmentNames(projectId),
  ]);
  return rows[0] ? toTrace(rows[0], names) : null;
}

/** One trace with its steps in the order of time, and what came later; null when there is none. */
export async function loadStoredTrace(
  projectId: string,
  id: string,
  { steps, withHoldout = false }: { steps: "whole" | "outline"; withHoldout?: boolean },
): Promise<TraceDetail | null> {
  const place = await findPlace(projectId, id);
  if (!place) return null;
  const [trace, stepList, feedback, scores, cases] = await Promise.all([
    readRow(place),
    readSteps(place, { withContent: steps === "whole" }),
    readFeedback(place),
    readScores(place),
    loadCases(place, withHoldout),
  ]);
  if (!trace) return null;
  return {
    ...trace,
    input: trace.input ?? null,
    output: trace.output ?? null,
    steps: stepList,
    feedback,
    scores,
    cases,
  };
}

/** One step with everything. */
export async function loadStep(
  projectId: string,
  id: string,
  step: string,
): Promise<TraceStep | null> {
  const place = await findPlace(projectId, id);
  if (!place) return null;
  const [only] = await readSteps(place, { withContent: true, step });
  return only ?? null;
}

type StepRecord = Omit<TraceStep, "startedAt" | "endedAt" | "latencyMs"> & {
  startedAt: Date;
  endedAt: Date;
};

async function readSteps(
  { projectId, id, bucket }: Place,
  { withContent, step }: { withContent: boolean; step?: string },
): Promise<TraceStep[]> {
  const content = withContent
    ? Prisma.sql`input, output, attributes`
    : Prisma.sql`null as input, null as output, '{}'::jsonb as attributes`;
  const which = step === undefined ? Prisma.sql`id <> ''` : Prisma.sql`id = ${step} and id <> ''`;
  const rows = await db.$queryRaw<StepRecord[]>`
    select id, parent_id as "parentId", kind, name, started_at as "startedAt",
      ended_at as "endedAt", provider, model,
      ${Prisma.raw(selectStepUsage("trace_step"))}, first_token_ms as "firstTokenMs",
      finish_reason as "finishReason", retries, error, ${content}
    from trace_step
    where project_id = ${projectId}::uuid and trace_id = ${id} and bucket = ${bucket}::date and ${which}
    order by started_at, id limit ${MAX_STEPS_SHOWN}`;
  return rows.map(({ startedAt, endedAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    latencyMs: Math.max(0, endedAt.getTime() - startedAt.getTime()),
  }));
}

const MOST_FEEDBACK = 200;

async function readFeedback({ projectId, id }: Place): Promise<TraceDetail["feedback"]> {
  const rows = await db.traceFeedback.findMany({
    where: { projectId, traceId: id },
    orderBy: { createdAt: "asc" },
    take: MOST_FEEDBACK,
  });
  return rows.map(toFeedback);
}

export function toFeedback(row: {
  id: string;
  outcome: string | null;
  score: number | null;
  comment: string | null;
  actorName: string;
  createdAt: Date;
}): TraceDetail["feedback"][number] {
  return {
    id: row.id,
    outcome: row.outcome as Trace["outcome"],
    score: row.score,
    comment: row.comment,
    by: row.actorName,
    at: row.createdAt.toISOString(),
  };
}

async function readScores({ projectId, id }: Place): Promise<TraceDetail["scores"]> {
  const rows = await db.traceScore.findMany({
    where: { projectId, traceId: id },
    include: { scorer: { select: { name: true } } },
    orderBy: { scoredAt: "asc" },
  });
  return rows.map(({ scorer, value, passed, reason, scoredAt }) => ({
    scorer: scorer.name,
    value,
    passed,
    reason,
    scoredAt: scoredAt.toISOString(),
  }));
}

/** That a trace is a holdout case would tell who may not know what is held out. */
async function loadCases(
  { projectId, id }: Place,
  withHoldout: boolean,
): Promise<TraceDetail["cases"]> {
  const rows = await db.traceCase.findMany({
    where: { projectId, traceId: id },
    include: { evalSet: { select: { name: true } } },
    orderBy: { createdAt: "asc" },
  });
  const holdout = withHoldout
    ? []
    : await db.evalCase.findMany({
        where: {
          split: "holdout",
          OR: rows.map(({ evalSetId, caseId }) => ({ evalSetId, caseId })),
        },
        select: { evalSetId: true, caseId: true },
      });
  const isHeld = (row: { evalSetId: string; caseId: string }) =>
    holdout.some((one) => one.evalSetId === row.evalSetId && one.caseId === row.caseId);
  return rows
    .filter((row) => !isHeld(row))
    .map(({ evalSet, caseId, actorName, createdAt }) => ({
      evalSet: evalSet.name,
      caseId,
      by: actorName,
      at: createdAt.toISOString(),
    }));
}
