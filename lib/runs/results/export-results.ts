import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordHoldoutExport } from "@/lib/eval-sets/holdout/record-holdout-export";
import { exportableCases, type VisibleCases } from "@/lib/eval-sets/visible-cases";
import { invalid } from "@/lib/http/app-error";
import { formatCsvCell, formatCsvRows } from "@/lib/http/csv-rows";
import { fileResponse } from "@/lib/http/file-response";
import { findRun, type RunRow } from "@/lib/runs/find-run";
import { scanResults } from "./list-results";
import type { ExportQuery, Result } from "./result-contract";

type ExportFilters = Omit<ExportQuery, "holdout"> & Partial<Pick<ExportQuery, "holdout">>;

/** The filtered results as a file, written while it is read: a run of any size needs no more memory. */
export async function exportResults(
  actor: Actor,
  idOrNumber: string,
  { format, change, against, holdout = "exclude", ...filters }: ExportFilters,
): Promise<Response> {
  authorize(actor, { scope: "evals:read" });
  const run = await findRun(actor, idOrNumber);
  const visible = exportableCases(actor, holdout);
  const baseline = change && against ? await findRun(actor, against) : null;
  if (baseline && !visible.shows(baseline)) throw invalid("against", HELD_OUT);
  if (holdout === "include" && run.split === "holdout") {
    await recordHoldoutExport(actor, { type: "run", id: run.id }, { number: run.number, format });
  }
  const batches = scanResults(actor, run, filters, {
    visible,
    changed: change && baseline ? { against: baseline.id, change } : null,
  });
  const lines = format === "csv" ? csvLines(run, batches, visible) : jsonLines(batches);
  return fileResponse(lines, {
    name: `run-${run.number}.${format}`,
    type: format === "csv" ? "text/csv" : "application/jsonl",
    headers: { "galley-holdout": holdout },
  });
}

const HELD_OUT = "Changes against a holdout run are withheld; compare the two runs instead.";

type Batches = AsyncGenerator<Result[]>;

async function* jsonLines(batches: Batches) {
  for await (const batch of batches) {
    yield batch.map((result) => `${JSON.stringify(result)}\n`).join("");
  }
}

async function* csvLines(run: RunRow, batches: Batches, visible: VisibleCases) {
  const variables = await listVariables(run, visible);
  const scorers = run.scorers.map(({ name }) => name);
  let head = formatCsvRows([
    [
      ...["case", "repeat", "kind", "segments", "outcome", "human label", "category"],
      ...variables.map((name) => `input.${name}`),
      ...["expected", "output"],
      ...scorers.flatMap((name) => [`${name}: value`, `${name}: passed`, `${name}: reason`]),
      ...[
        "error",
        "latency ms",
        "input tokens",
        "output tokens",
        "cost USD",
        "retries",
        "other input",
      ],
    ],
  ]);
  for await (const batch of batches) {
    yield head + formatCsvRows(batch.map((result) => csvRow(result, variables, scorers)));
    head = "";
  }
  if (head) yield head;
}

function csvRow(result: Result, variables: readonly string[], scorers: readonly string[]) {
  const { case: from, scores, tokens, error } = result;
  return [
    result.caseId,
    result.repeat,
    from.kind,
    from.segments.join(", "),
    result.outcome,
    result.humanLabel ?? "",
    result.category?.name ?? "",
    ...variables.map((name) => formatCsvCell(from.input[name])),
    formatCsvCell(from.expected),
    result.output ?? "",
    ...scorers.flatMap((name) => {
      const score = scores.find(({ scorer }) => scorer === name);
      return [
        score?.value ?? "",
        score ? (score.passed ?? score.status) : "",
        score?.reason ?? "",
      ].map(String);
    }),
    error?.message ?? "",
    result.latencyMs ?? "",
    tokens.input ?? "",
    tokens.output ?? "",
    result.costUsd ?? "",
    result.retries,
    result.otherInput ? formatCsvCell(result.otherInput) : "",
  ];
}

/** Of all cases that may be shown, so that the columns do not depend on the filters. */
async function listVariables(
  { evalSetId, evalSetRevision, split }: RunRow,
  visible: VisibleCases,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    select distinct key as name from eval_case c, jsonb_object_keys(c.input) as key
    where c.eval_set_id = ${evalSetId}::uuid and c.split = ${split}::"Split"
      and c.since_revision <= ${evalSetRevision}
      and (c.until_revision is null or c.until_revision > ${evalSetRevision}) and ${visible.where}
    order by key limit 200`;
  return rows.map(({ name }) => name);
}
