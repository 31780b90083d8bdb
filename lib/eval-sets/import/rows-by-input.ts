import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { ImportRow } from "./row-parts";

/** What a row says of its input; null: nothing. */
interface RowDigests {
  row: number;
  expected: string | null;
  assertions: string | null;
  steps: string | null;
}

/** The rows of a file that became cases, by their input: digests in place of their content, however large that is. */
export class RowsByInput {
  readonly #rows = new Map<string, RowDigests[]>();

  /** The earlier row that says the same, or more; null after this row was noted as the first. */
  findOrAdd(inputHash: string, row: ImportRow): number | null {
    const digests: RowDigests = {
      row: row.row,
      expected: digestOf(row.expected),
      assertions: digestOf(row.assertions),
      steps: digestOf(row.steps),
    };
    const key = shortened(inputHash);
    const earlier = this.#rows.get(key);
    const first = earlier?.find((other) =>
      PARTS.every((part) => saysNoMore(digests[part], other[part])),
    );
    if (first) return first.row;
    if (earlier) earlier.push(digests);
    else this.#rows.set(key, [digests]);
    return null;
  }
}

const PARTS = ["expected", "assertions", "steps"] as const;

/** A hash as a text of half its length, for a hundred thousand of them. */
const shortened = (hash: string): string => Buffer.from(hash, "hex").toString("latin1");

const saysNoMore = (digest: string | null, earlier: string | null) =>
  digest === null || digest === earlier;

const digestOf = (value: unknown): string | null =>
  value === undefined || value === null
    ? null
    : createHash("sha256").update(canonicalJson(value)).digest("base64url").slice(0, 22);
