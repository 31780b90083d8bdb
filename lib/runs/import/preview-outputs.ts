import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { isAppError } from "@/lib/http/app-error";
import { compareSample } from "./compare-sample";
import type { OutputsPreview, PreviewOutputsQuery } from "./import-contract";
import { parseOutputList } from "./import-outputs";
import { findOutputCases, matchOutputs, requireImportable } from "./match-outputs";
import { requireOutputColumns, sampleOf } from "./output-columns";
import { nameTarget } from "./output-target";
import { makeOutputsTally } from "./outputs-tally";
import { parseOutputRows } from "./parse-output-rows";
import { type OutputsFile, parseOutputs, type SentFile } from "./parse-outputs";
import { computePreview } from "./preview-figures";
import { scoreSample } from "./score-sample";

const MOST_LISTED = 200;
/** Scored rows that are shown. */
const SHOWN = 5;
const SAMPLES = 2;
const SAMPLE_LENGTH = 200;

/** What such a file would become. Columns that do not do are told, not refused: there they are corrected. */
export async function previewOutputs(
  actor: Actor,
  { evalSet, split, prompt, version, ...query }: PreviewOutputsQuery,
  sent: SentFile,
): Promise<OutputsPreview> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  requireImportable(actor, split);
  const set = await findEvalSet(actor, evalSet);
  const parsed = await parseOutputs(actor, sent, set, query);
  const problem = problemOf(parsed);
  const outputs = problem
    ? parseOutputList([])
    : parseOutputRows(parsed.file, { ...parsed, labelsBy: query.labelsBy });
  const cases = { evalSetId: set.id, revision: set.revision, split, name: set.name };
  const { place, count } = await findOutputCases(outputs, cases);
  const tally = makeOutputsTally();
  const match = await matchOutputs(outputs, place, tally);
  const { first, matchedCases, differing, ...facts } = tally.facts();
  const { rows, scorers, ...sample } = await scoreSample(actor, first, { ...set, split });
  const target = { prompt, version, evalSet: set.name, split };
  const difference = await compareSample(actor, target, { rows, scorers });
  return {
    ...describeFile(parsed),
    revision: set.revision,
    problem,
    matched: match.matched,
    cases: { matched: matchedCases, total: count },
    mostRepeats: match.mostRepeats,
    unmatched: match.unmatched.slice(0, MOST_LISTED),
    unmatchedRows: match.unmatchedRows,
    differing: { count: match.otherInputs, rows: differing },
    unknownCases: facts.unknownCases,
    values: facts.values,
    sample: { ...sample, rows: rows.slice(0, SHOWN) },
    figures: { ...computePreview(facts, rows), difference },
  };
}

function problemOf({ targets }: OutputsFile): string | null {
  try {
    requireOutputColumns(targets);
    return null;
  } catch (error) {
    if (isAppError(error)) return error.message;
    throw error;
  }
}

function describeFile({ file, targets, variables, encoding, names }: OutputsFile) {
  return {
    rows: file.rowCount,
    columns: Array.from(targets, ([column, target]) => ({
      column,
      name: names.get(column) ?? column,
      target: nameTarget(target),
      sample: sampleOf(file, column)
        .slice(0, SAMPLES)
        .map((text) => text.slice(0, SAMPLE_LENGTH)),
      filled: file.filled.get(column) ?? 0,
    })),
    variables,
    encoding,
  };
}
