import type { Duplicate } from "@/lib/eval-sets/import/import-report";
import { takeTurns } from "@/lib/http/body/turns";
import { inputTexts } from "@/lib/segments/input-length";
import type { CaseInput } from "./case-content";

const MAX_TEXT = 200;

/**
 * Two inputs are near-duplicates when they have the same words, whatever their order, case, accents
 * and punctuation. Three words at least, so that "yes" and "Yes!" are left alone.
 */
export function nearKey(input: CaseInput): string | null {
  const words = inputTexts(input)
    .join(" ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  if (!words || words.length < 3) return null;
  return [...new Set(words)].sort().join(" ");
}

/** New rows that nearly repeat a case of the set or an earlier row. `caseId` undefined: not to be named. */
export async function findNearDuplicates(
  rows: readonly { row: number; input: CaseInput }[],
  existing: readonly { caseId: string | undefined; input: CaseInput }[],
): Promise<Duplicate[]> {
  const turn = takeTurns();
  const seen = new Map<string, { of?: string; ofRow?: number }>();
  for (const { caseId, input } of existing) {
    await turn();
    const key = nearKey(input);
    if (key !== null) seen.set(key, caseId === undefined ? {} : { of: caseId });
  }
  const duplicates: Duplicate[] = [];
  for (const { row, input } of rows) {
    await turn();
    const key = nearKey(input);
    if (key === null) continue;
    const twin = seen.get(key);
    if (twin) duplicates.push({ row, ...twin, message: explain(twin), text: beginningOf(input) });
    else seen.set(key, { ofRow: row });
  }
  return duplicates;
}

/** The beginning of an input, beside a row's number in lists. */
export function beginningOf(input: CaseInput): string {
  const text = inputTexts(input).join(" · ");
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

function explain({ of, ofRow }: { of?: string; ofRow?: number }): string {
  if (ofRow !== undefined) return `Nearly the same words as row ${ofRow}.`;
  return of === undefined
    ? "Nearly the same words as a case of the set."
    : `Nearly the same words as ${of}.`;
}
