import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db/client";
import { idOrNumberSql } from "@/lib/db/id-or-number-sql";
import type { Split } from "@/lib/eval-sets/case-content";
import { notFound } from "@/lib/http/app-error";
import type { VersionedKind } from "@/lib/prompts/contract";
import type { RunStatus } from "./contract";

/**
 * A run without its content, which can be large. Of an ended run's aggregates a list needs a few; `summary`
 * is read by `loadSummary`.
 */
export interface RunRow {
  id: string;
  projectId: string;
  number: number;
  title: string;
  promptId: string;
  prompt: string;
  version: number | null;
  kind: VersionedKind;
  /** null: of a chain. */
  model: unknown;
  whatIf: { runNumber: number; step: string } | null;
  contentHash: string;
  /** The run is a cell of it; `isSpent`: its cost cap is used up. */
  experiment: { number: number; isSpent: boolean } | null;
  evalSetId: string;
  evalSet: string;
  latestRevision: number;
  holdoutBudget: number | null;
  looksPerPrompt: number;
  evalSetRevision: number;
  split: Split;
  /** Their names alone; the settings can be large. */
  scorers: { name: string; kind: string }[];
  scorersHash: string;
  repeats: number;
  concurrency: number;
  useCache: boolean;
  recorded: boolean;
  maxCostUsd: number | null;
  costUsd: number | null;
  status: RunStatus;
  statusReason: string | null;
  total: number;
  done: number;
  passed: number;
  failed: number;
  errored: number;
  retries: number;
  inputTokens: number;
  outputTokens: number;
  /** Of a holdout run: whether figures of all its cases may be shown below admin; null: nobody decided. */
  isTellable: boolean | null;
  /** `cases`, `results` and `passRate` of the summary; null until the run is counted. */
  counted: unknown;
  createdById: string | null;
  createdByName: string;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** Rows by a condition over `r` (run), `p` (prompt), `v` (version), `s` (eval set) and `e` (experiment). */
export function selectRuns(where: Prisma.Sql, rest: Prisma.Sql = Prisma.empty): Promise<RunRow[]> {
  return db.$queryRaw<RunRow[]>`
    select r.id, r.project_id as "projectId", r.number, r.title, r.prompt_id as "promptId",
      p.name as prompt, v.number as version, p.kind::text as kind, r.content -> 'model' as model,
      case when r.what_if_of is not null then jsonb_build_object('runNumber',
        (select w.number from run w where w.id = r.what_if_of), 'step', r.what_if ->> 'step') end as "whatIf",
      r.content_hash as "contentHash", case when e.id is not null then jsonb_build_object(
        'number', e.number, 'isSpent', coalesce(e.spent_usd >= e.max_cost_usd, false)) end as experiment,
      r.eval_set_id as "evalSetId", s.name as "evalSet",
      s.revision as "latestRevision", s.holdout_budget as "holdoutBudget",
      s.looks_per_prompt as "looksPerPrompt", (r.holdout_groups ->> 'whole')::boolean as "isTellable",
      r.eval_set_revision as "evalSetRevision", r.split::text as split, (
        select coalesce(jsonb_agg(jsonb_build_object('name', coalesce(each ->> 'name', each ->> 'kind'),
          'kind', each ->> 'kind') order by at), '[]')
        from jsonb_array_elements(r.scorers) with ordinality as list (each, at)
      ) as scorers,
      r.scorers_hash as "scorersHash", r.repeats, r.concurrency, r.use_cache as "useCache", r.recorded,
      r.max_cost_usd::float8 as "maxCostUsd", r.cost_usd::float8 as "costUsd", r.status::text as status,
      r.status_reason as "statusReason", r.total, r.done, r.passed, r.failed, r.errored, r.retries,
      r.input_tokens as "inputTokens", r.output_tokens as "outputTokens",
      case when r.summary is not null then jsonb_build_object('cases', r.summary -> 'cases',
        'results', r.summary -> 'results', 'passRate', r.summary -> 'passRate') end as counted,
      r.created_by_id as "createdById", r.created_by_name as "createdByName",
      r.created_at as "createdAt", r.started_at as "startedAt", r.ended_at as "endedAt"
    from run r join prompt p on p.id = r.prompt_id join eval_set s on s.id = r.eval_set_id
      left join prompt_version v on v.id = r.version_id
      left join experiment e on e.id = r.experiment_id
    where ${where} ${rest}`;
}

/** A run of the actor's project by its id or its number, or 404. */
export async function findRun(actor: Actor, idOrNumber: string): Promise<RunRow> {
  const [run] = await selectRuns(
    Prisma.sql`r.project_id = ${actor.projectId}::uuid and ${idOrNumberSql(idOrNumber)}`,
  );
  if (!run) throw notFound(`The run ${idOrNumber}`);
  return run;
}

export const hasEnded = ({ status }: { status: RunStatus }): boolean =>
  status !== "queued" && status !== "running";
