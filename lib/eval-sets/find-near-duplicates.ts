import "server-only";
import { createHash } from "node:crypto";
import type { Duplicate } from "@/lib/eval-sets/import/import-report";
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

/** What has the same words already: a case, or an earlier row. `of` undefined: a case that is not to be named. */
type Twin = { of: string | undefined } | { ofRow: number };

/** Finds new rows that nearly repeat a case of the set or an earlier row, by digests of their words. */
export class NearDuplicates {
  readonly #twins = new Map<string, Twin>();

  addCase(input: CaseInput, caseId: string | undefined): void {
    const key = digestOf(input);
    if (key !== null) this.#twins.set(key, { of: caseId });
  }

  /** Why the row is one; null after it was noted. */
  findOrAdd(row: number, input: CaseInput): Duplicate | null {
    const key = digestOf(input);
    if (key === null) return null;
    const twin = this.#twins.get(key);
    if (twin) return { row, ...named(twin), message: explain(twin), text: beginningOf(input) };
    this.#twins.set(key, { ofRow: row });
    return null;
  }
}

function digestOf(input: CaseInput): string | null {
  const key = nearKey(input);
  return key === null ? null : createHash("sha256").update(key).digest("base64url").slice(0, 22);
}

function named(twin: Twin): Pick<Duplicate, "of" | "ofRow"> {
  if ("ofRow" in twin) return { ofRow: twin.ofRow };
  return twin.of === undefined ? {} : { of: twin.of };
}

/** The beginning of an input, beside a row's number in lists. */
export function beginningOf(input: CaseInput): string {
  const text = inputTexts(input).join(" · ");
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}

function explain(twin: Twin): string {
  if ("ofRow" in twin) return `Nearly the same words as row ${twin.ofRow}.`;
  return twin.of === undefined
    ? "Nearly the same words as a case of the set."
    : `Nearly the same words as ${twin.of}.`;
}
