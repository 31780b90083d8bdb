import type { Actor } from "@/lib/auth/actor";
import type { CaseInput } from "@/lib/eval-sets/case-content";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { nearKey } from "@/lib/eval-sets/find-near-duplicates";
import { type CaseRow, scanCases } from "@/lib/eval-sets/scan-cases";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { buildSimilarity } from "@/lib/providers/baseline/baseline-similarity";
import { inputTexts } from "@/lib/segments/input-length";

const MOST_CASES = 3_000;
const LONGEST_TEXT = 2_000;
const SHOWN = 3;
const LEAST_SCORE = 0.2;

export interface AlikeCase {
  caseId: string;
  score: number;
  isNearDuplicate: boolean;
}

/** The newest cases of a set that the actor may see; likeness to a withheld case would tell of it. */
export async function loadVisibleCases(actor: Actor, evalSet: string): Promise<CaseRow[]> {
  const set = await findEvalSet(actor, evalSet);
  const rows: CaseRow[] = [];
  const filters = visibleCases(actor).hasHoldout ? {} : { split: "development" as const };
  for await (const row of scanCases(actor, set.id, filters)) {
    rows.push(row);
    if (rows.length >= MOST_CASES) break;
  }
  return rows;
}

export async function findAlike(
  actor: Actor,
  evalSet: string,
  input: CaseInput,
): Promise<AlikeCase[]> {
  return rankAlike(input, await loadVisibleCases(actor, evalSet));
}

/** Most alike first, by the texts of their inputs; near-duplicates have the same words. */
export function rankAlike(
  input: CaseInput,
  cases: readonly { caseId: string; input: CaseInput }[],
): AlikeCase[] {
  const text = textOf(input);
  if (cases.length === 0 || text === "") return [];
  const key = nearKey(input);
  const near = new Set(
    cases.filter((one) => key !== null && nearKey(one.input) === key).map(({ caseId }) => caseId),
  );
  const ranked = buildSimilarity(
    cases.map((one) => ({ label: one.caseId, text: textOf(one.input), source: "definition" })),
  ).rank(text);
  return ranked
    .map(({ label, score }) => ({
      caseId: label,
      score: Math.min(1, Math.round(score * 100) / 100),
      isNearDuplicate: near.has(label),
    }))
    .sort((one, two) => Number(two.isNearDuplicate) - Number(one.isNearDuplicate))
    .filter(({ score, isNearDuplicate }) => isNearDuplicate || score >= LEAST_SCORE)
    .slice(0, SHOWN);
}

const textOf = (input: CaseInput): string => inputTexts(input).join("\n").slice(0, LONGEST_TEXT);
