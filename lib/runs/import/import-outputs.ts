import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { takeTurns } from "@/lib/http/body/turns";
import type { RecordedOutput } from "@/lib/runs/recorded-output";
import { StartRun } from "@/lib/runs/start-contract";
import type { ImportOutputsQuery } from "./import-contract";
import type { OutputRow } from "./match-cases";
import { requireImportable } from "./match-outputs";
import { requireOutputColumns } from "./output-columns";
import { type ParsedOutputs, parseOutputRows } from "./parse-output-rows";
import { parseOutputs, type SentFile } from "./parse-outputs";
import { type RecordedRun, recordRun } from "./record-run";

/** The outputs of a request's list; they count from 1 like a file's rows. */
export const parseOutputList = (outputs: readonly RecordedOutput[]): ParsedOutputs => ({
  rows: { [Symbol.asyncIterator]: () => rowsOf(outputs) },
  ...{ errors: [], errorRows: 0, isText: false },
});

async function* rowsOf(outputs: readonly RecordedOutput[]): AsyncGenerator<OutputRow> {
  const turn = takeTurns();
  for (const [index, output] of outputs.entries()) {
    await turn();
    yield { ...output, inputs: output.inputs, row: index + 1 };
  }
}

/** A file of recorded outputs as a run. */
export async function importOutputs(
  actor: Actor,
  { prompt, version, evalSet, split, title, ...query }: ImportOutputsQuery,
  sent: SentFile,
): Promise<RecordedRun> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  requireImportable(actor, split);
  const set = await findEvalSet(actor, evalSet);
  const { file, targets, isText } = await parseOutputs(actor, sent, set, query);
  requireOutputColumns(targets);
  const outputs = parseOutputRows(file, { targets, isText, labelsBy: query.labelsBy });
  const run = StartRun.parse({ prompt, version, evalSet, split, ...(title ? { title } : {}) });
  return recordRun(actor, run, outputs);
}
