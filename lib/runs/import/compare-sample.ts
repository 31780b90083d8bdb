import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import { formatList } from "@/lib/format-number";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { explainComparison } from "@/lib/runs/compare/explain-comparison";
import { pickBaseline } from "@/lib/runs/compare/pick-baseline";
import type { RunListItem } from "@/lib/runs/contract";
import { readScorers } from "@/lib/runs/execute/run-scorers";
import { listRuns } from "@/lib/runs/list-runs";
import { answerOutcome } from "@/lib/scorers/answer-outcome";
import type { Score, ScorerSpec } from "@/lib/scorers/contract";
import { nameScorers, scorerName } from "@/lib/scorers/scorer-name";
import { decidePairs } from "@/lib/stats/verdicts/pair-gate";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";
import type { OutputsPreview } from "./import-contract";
import { tallyCases, tallyRows } from "./preview-figures";

type Difference = OutputsPreview["figures"]["difference"];

/** Which run it would be. */
interface Target {
  prompt: string | undefined;
  version: number | undefined;
  evalSet: string;
  split: Split;
}

/**
 * The scored rows against the run that the imported one would be compared with, on the cases that both have: by the
 * scorers that need no model, on both sides. Null where there is no such run.
 */
export async function compareSample(
  actor: Actor,
  { prompt, version, evalSet, split }: Target,
  { rows, scorers }: { rows: OutputsPreview["sample"]["rows"]; scorers: readonly ScorerSpec[] },
): Promise<Difference> {
  if (prompt === undefined || version === undefined || rows.length === 0) return null;
  const { data } = await listRuns(actor, { limit: 200, prompt, evalSet, split });
  const baseline = pickBaseline({ number: 0, version, evalSet, split }, data);
  if (!baseline) return null;
  const about = { run: baseline.number, version: baseline.version };
  const names = nameScorers(scorers);
  const stranger = await findStranger(baseline, names);
  if (stranger) {
    const reason = `Run ${baseline.number} was not scored by ${stranger} as it is now.`;
    return { ...about, value: null, verdict: "not_measured", reason };
  }
  const ours = tallyRows(rows.filter(({ isOtherInput }) => !isOtherInput));
  const theirs = await loadTallies(
    actor,
    baseline,
    [...ours.keys()],
    names.map(({ name }) => name),
  );
  const pairs = [...ours].flatMap(([caseId, candidate]) => {
    const tally = theirs.get(caseId);
    return tally ? [{ candidate, baseline: tally }] : [];
  });
  const decision = decidePairs(pairs, 0, 0.025);
  return {
    ...about,
    value: decision && {
      ...{ value: decision.value, low: decision.low, high: decision.high, n: decision.n },
    },
    verdict: decision?.verdict ?? "not_measured",
    reason: explainComparison(decision, 0),
  };
}

/** The scorers that the baseline did not have, or had with other settings. */
async function findStranger(
  { id }: Pick<RunListItem, "id">,
  scorers: readonly ScorerSpec[],
): Promise<string | null> {
  const run = await db.run.findUniqueOrThrow({ where: { id }, select: { scorers: true } });
  const theirs = new Set(nameScorers(readScorers(run.scorers)).map(canonicalJson));
  const others = scorers.filter((spec) => !theirs.has(canonicalJson(spec)));
  return others.length > 0 ? formatList(others.map(scorerName)) : null;
}

interface Row {
  caseId: string;
  callFailed: boolean;
  scores: Score[];
}

/** Answers to these cases in a run by their outcome, as these scorers and the cases' own judged them. */
async function loadTallies(
  actor: Actor,
  { id }: Pick<RunListItem, "id">,
  caseIds: readonly string[],
  names: readonly string[],
): Promise<Map<string, CaseTally>> {
  const rows = await db.$queryRaw<Row[]>`
    select r.case_id as "caseId", r.scores,
      r.error is not null and r.error ->> 'reason' <> 'scorer' as "callFailed"
    from run_result r join eval_case c on c.id = r.case_row_id
    where r.run_id = ${id}::uuid and r.case_id = any(${[...caseIds]}::text[]) and ${hasCaseInput}
      and ${visibleCases(actor).where}`;
  return tallyCases(
    rows.map(({ caseId, callFailed, scores }) => ({
      caseId,
      outcome: answerOutcome({
        callFailed,
        scores: scores.filter(
          ({ scorer, ofCase, kind }) => names.includes(scorer) || (ofCase && kind !== "steps"),
        ),
      }),
    })),
  );
}
