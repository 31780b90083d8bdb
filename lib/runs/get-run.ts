import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { countLooks } from "@/lib/eval-sets/holdout/count-looks";
import { type VisibleCases, visibleCases } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import { ModelRef } from "@/lib/providers/contract";
import { countRun } from "@/lib/runs/execute/count-run";
import { countersOf } from "@/lib/runs/execute/end-run";
import { readScorers } from "@/lib/runs/execute/run-scorers";
import { segmentsHash } from "@/lib/runs/execute/run-segments";
import { loadHoldoutGroups, segmentsOfRun } from "@/lib/runs/holdout/holdout-groups";
import { whyWithheld } from "@/lib/runs/holdout/why-withheld";
import { tellSummary } from "@/lib/runs/holdout/withhold";
import { rate } from "@/lib/stats/intervals/wilson-interval";
import type { Run } from "./contract";
import { findRun, hasEnded, type RunRow } from "./find-run";
import { toListItem } from "./list-runs";
import { RunSummary } from "./summary-contract";

/** One run. While it is under way only counters are read, so that it may be asked for every second. */
export async function getRun(actor: Actor, idOrNumber: string): Promise<Run> {
  authorize(actor, { scope: "evals:read" });
  const row = await findRun(actor, idOrNumber);
  const visible = visibleCases(actor);
  const isWithheld = whyWithheld(visible, row) !== null;
  const shown = hasEnded(row) && !isWithheld ? await loadToldSummary(visible, row) : null;
  const [stored, byCategory, runsAhead, looks, recorded] = await Promise.all([
    db.run.findUniqueOrThrow({ where: { id: row.id }, select: { scorers: true } }),
    hasEnded(row) && visible.shows(row) ? countCategories(row.id) : [],
    row.status === "queued" && !row.recorded ? countRunsAhead(row) : null,
    row.split === "holdout" ? looksOf(row) : {},
    row.recorded && shown ? countRecorded(row.id) : null,
  ]);
  return {
    ...toListItem(actor, row, shown),
    contentHash: row.contentHash,
    scorersHash: row.scorersHash,
    scorerSpecs: readScorers(stored.scorers),
    concurrency: row.concurrency,
    cache: row.useCache,
    maxCostUsd: row.maxCostUsd,
    etaSeconds: isWithheld ? null : etaOf(row),
    runsAhead,
    scores: shown?.scores ?? {},
    latencyMs: {
      p50: shown?.latency.p50?.value ?? null,
      p95: shown?.latency.p95?.value ?? null,
      p99: shown?.latency.p99?.value ?? null,
    },
    latency: shown?.latency ?? null,
    tokens: isWithheld ? noTokens : tokensOf(row, shown),
    cost: shown?.cost ?? null,
    costPerSuccessUsd: shown?.cost.perSuccessUsd ?? null,
    retries: isWithheld ? null : row.retries,
    replayed: shown?.recorded ?? null,
    humanAgreement: recorded?.humanAgreement ?? null,
    otherInputs: recorded?.otherInputs ?? null,
    repeatOutcome: shown?.repeats ?? null,
    bySegment: shown?.bySegment ?? [],
    byKind: shown?.byKind ?? [],
    byCategory,
    labels: shown?.labels ?? [],
    byStep: shown?.bySteps ?? [],
    latestRevision: row.latestRevision,
    ...looks,
  };
}

/** The aggregates of an ended run as the reader may see them; the caller has asked `whyWithheld`. */
async function loadToldSummary(visible: VisibleCases, row: RunRow): Promise<RunSummary> {
  return tellRun(visible, row, await loadSummary(row));
}

/** Of what was counted of a run, what whoever asks may see. */
export async function tellRun(
  visible: VisibleCases,
  row: RunRow,
  summary: RunSummary,
): Promise<RunSummary> {
  if (visible.shows(row)) return summary;
  const groups = await loadHoldoutGroups(row.id);
  const shown = groups?.told ?? { segments: [], kinds: [] };
  return tellSummary(summary, { repeats: row.repeats, shownGroups: shown });
}

async function looksOf(row: RunRow) {
  const { evalSetId, evalSetRevision, promptId, holdoutBudget, looksPerPrompt } = row;
  const [holdoutLooks, promptLooks, unsealing] = await Promise.all([
    countLooks(db, evalSetId),
    countLooks(db, evalSetId, promptId),
    db.holdoutUnsealing.findFirst({
      where: { evalSetId, revision: { gt: evalSetRevision } },
      orderBy: { revision: "asc" },
    }),
  ]);
  return {
    holdoutLooks,
    holdoutBudget,
    promptLooks,
    looksPerPrompt,
    ...(unsealing ? { unsealedIn: unsealing.revision } : {}),
  };
}

/**
 * Counted again when it never was (its worker died at the end) or when the segments have changed; those of a
 * holdout run never do.
 */
export async function loadSummary(row: RunRow): Promise<RunSummary> {
  const run = await db.run.findUniqueOrThrow({
    where: { id: row.id },
    select: { summary: true, scorers: true },
  });
  const stored = RunSummary.safeParse(run.summary);
  const hash = segmentsHash(await segmentsOfRun(row));
  if (stored.success && stored.data.segmentsHash === hash) return stored.data;
  return db.$transaction(
    async (tx) => {
      // Locked, so that a worker's last batch comes before the count or not at all.
      await tx.$queryRaw`select 1 from run where id = ${row.id}::uuid for update`;
      const summary = await countRun({ ...row, scorers: run.scorers });
      await tx.run.updateMany({
        where: { id: row.id, status: row.status },
        data: countersOf(summary),
      });
      return summary;
    },
    { timeout: 180_000 },
  );
}

/** Errors say neither pass nor fail, so a label on one agrees with nothing. */
async function countRecorded(
  runId: string,
): Promise<Pick<Run, "humanAgreement"> & { otherInputs: number }> {
  const [row] = await db.$queryRaw<{ n: number; agreeing: number; otherInputs: number }[]>`
    select (count(*) filter (where human_label is not null and outcome <> 'errored'))::int as n,
      (count(*) filter (where (outcome = 'passed') = (human_label = 'pass')
        and outcome <> 'errored'))::int as agreeing,
      (count(*) filter (where not (${hasCaseInput})))::int as "otherInputs"
    from run_result r where run_id = ${runId}::uuid`;
  if (!row) throw new Error("A count has one row.");
  return { humanAgreement: rate(row.agreeing, row.n), otherInputs: row.otherInputs };
}

async function countCategories(runId: string) {
  return db.$queryRaw<{ category: string; categoryId: string; count: number }[]>`
    select f.name as category, f.id as "categoryId", count(*)::int as count
    from run_result r join failure_category f on f.id = r.failure_category_id
    where r.run_id = ${runId}::uuid group by f.id, f.name, f.position order by f.position, f.name`;
}

async function countRunsAhead(row: RunRow): Promise<number> {
  const model = ModelRef.nullable().parse(row.model);
  // A chain's steps may wait for several connections; it counts the chains before it.
  const provider = model?.provider ?? null;
  const [ahead] = await db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from run where project_id = ${row.projectId}::uuid
      and status in ('queued', 'running') and number < ${row.number} and not recorded
      and content -> 'model' ->> 'provider' is not distinct from ${provider}`;
  return ahead?.n ?? 0;
}

const noTokens = { input: null, output: null, cachedInput: null };

/** Every request has tokens: answers without any came from a server that does not count them. */
function tokensOf(row: RunRow, summary: RunSummary | null): Run["tokens"] {
  const isUncounted = row.inputTokens === 0 && row.passed + row.failed > 0;
  if (isUncounted) return noTokens;
  const { inputTokens: input, outputTokens: output } = row;
  return summary?.tokens ?? { input, output, cachedInput: null };
}

/** From the pace so far; unknown until something is done. */
export function etaOf(row: RunRow): number | null {
  if (row.status !== "running" || !row.startedAt || row.done === 0) return null;
  const seconds = (Date.now() - row.startedAt.getTime()) / 1000;
  return Math.ceil((seconds / row.done) * (row.total - row.done));
}
