import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { formatCsvCell, formatCsvRows } from "@/lib/http/csv-rows";
import { fileResponse } from "@/lib/http/file-response";
import { findJudge, type JudgeRow } from "@/lib/judges/find-judge";
import type { ExportLabelsQuery, LabelItem } from "@/lib/judges/label-contract";
import { listItems } from "./reads";

const BATCH = 200;

/** One label as it is exported and imported again. */
interface ExportedLabel {
  item: LabelItem;
  label: string;
  judgeLabel: string | null;
  labeller: string;
  note: string;
}

/**
 * The labels that the actor may see, in the shape that imports take. What the judge says of the test split stays:
 * who has it beside people's labels tunes the judge to them.
 */
export async function exportLabels(
  actor: Actor,
  name: string,
  { format, split }: ExportLabelsQuery,
): Promise<Response> {
  authorize(actor, { scope: "evals:read" });
  const judge = await findJudge(actor, name);
  const batches = scanLabels(actor, judge, split);
  return fileResponse(format === "csv" ? csvLines(judge, batches) : jsonLines(batches), {
    name: `${name}-labels.${format}`,
    type: format === "csv" ? "text/csv" : "application/jsonl",
  });
}

async function* scanLabels(
  actor: Actor,
  judge: JudgeRow,
  split: ExportLabelsQuery["split"],
): AsyncGenerator<ExportedLabel[]> {
  let cursor: string | undefined;
  do {
    const page = await listItems(actor, judge.name, {
      state: "labelled",
      limit: BATCH,
      cursor,
      split,
    });
    const verdicts = await db.judgeVerdict.findMany({
      where: {
        itemId: { in: page.data.filter((item) => item.split !== "test").map(({ id }) => id) },
        definitionHash: judge.definitionHash,
        attempt: 1,
      },
      select: { itemId: true, label: true },
    });
    const verdictOf = new Map(verdicts.map(({ itemId, label }) => [itemId, label]));
    yield page.data.flatMap((item) =>
      item.labels.flatMap(({ label, labeller, note }) =>
        label === null
          ? []
          : [{ item, label, judgeLabel: verdictOf.get(item.id) ?? null, labeller, note }],
      ),
    );
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

async function* jsonLines(batches: AsyncGenerator<ExportedLabel[]>) {
  for await (const batch of batches) {
    yield batch.map((row) => `${JSON.stringify(toRow(row))}\n`).join("");
  }
}

function toRow({ item, label, judgeLabel, labeller, note }: ExportedLabel) {
  return {
    ...(item.case === null ? {} : { case: item.case }),
    ...(Object.keys(item.input).length > 0 ? { inputs: item.input } : {}),
    ...(item.expected === null ? {} : { expected: item.expected }),
    output: item.output,
    label,
    ...(judgeLabel === null ? {} : { judgeLabel }),
    labeller,
    ...(note === "" ? {} : { note }),
    split: item.split,
  };
}

async function* csvLines(judge: JudgeRow, batches: AsyncGenerator<ExportedLabel[]>) {
  const variables = await listVariables(judge);
  yield formatCsvRows([
    [
      "case",
      ...variables.map((name) => `input.${name}`),
      ...["expected", "output", "label", "judgeLabel", "labeller", "note", "split"],
    ],
  ]);
  for await (const batch of batches) {
    yield formatCsvRows(
      batch.map(({ item, label, judgeLabel, labeller, note }) => [
        item.case ?? "",
        ...variables.map((name) => formatCsvCell(item.input[name])),
        ...[formatCsvCell(item.expected), item.output, label, judgeLabel ?? "", labeller, note],
        item.split,
      ]),
    );
  }
}

async function listVariables({ id }: JudgeRow): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    select distinct key as name from judge_item i, jsonb_object_keys(i.input) as key
    where i.judge_id = ${id}::uuid order by key limit 200`;
  return rows.map(({ name }) => name);
}
