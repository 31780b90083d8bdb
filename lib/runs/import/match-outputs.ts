import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { AppError } from "@/lib/http/app-error";
import { takeTurns } from "@/lib/http/body/turns";
import { type CasePlace, type CasesOfRun, loadCases } from "@/lib/runs/execute/run-cases";
import type { UnmatchedRow } from "@/lib/runs/recorded-output";
import { MOST_REPEATS } from "@/lib/runs/start-contract";
import type { DifferingRow } from "./diff-inputs";
import { type MatchedRow, makeCaseMatcher, type OutputRow } from "./match-cases";
import type { ParsedOutputs } from "./parse-output-rows";

const PAGE = 1_000;

export interface OutputsMatch {
  matched: MatchedRow[];
  /** In the order of the rows. */
  unmatched: UnmatchedRow[];
  /** Of the unmatched: rows with inputs whose case the set does not have. */
  unknown: OutputRow[];
  /** Of the matched: rows that have other inputs than the case that they name. */
  differing: DifferingRow[];
  /** Cases of the split. */
  cases: number;
}

/**
 * Only those who see the holdout may bring outputs for it: what matches tells which inputs are held out, and
 * outputs that somebody chose tell, by their scores, what the cases expect.
 */
export function requireImportable(actor: Actor, split: CasesOfRun["split"]): void {
  if (visibleCases(actor).shows({ split })) return;
  throw new AppError(
    "forbidden",
    "Only an admin can import outputs for holdout cases. Import them for the development cases, or start a run.",
  );
}

/** The case of each row, among those of one split of a set's revision. */
export async function matchOutputs(
  { rows, unmatched: unreadable, isText }: ParsedOutputs,
  set: CasesOfRun & { name: string },
): Promise<OutputsMatch> {
  const matcher = await makeCaseMatcher(rows, { isText });
  const turn = takeTurns();
  let cases = 0;
  let after: CasePlace | undefined;
  while (true) {
    const page = await loadCases(set, after, PAGE);
    for (const each of page) {
      matcher.addCase(each);
      await turn();
    }
    cases += page.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { position: last.position, id: last.id };
  }
  const { matched, unmatched, unknown, differing } = await matcher.match(
    `The ${set.split} cases of ${set.name}`,
    MOST_REPEATS,
  );
  return {
    matched,
    unmatched: [...unreadable, ...unmatched].sort((one, two) => one.row - two.row),
    unknown,
    differing,
    cases,
  };
}
