import "server-only";
import { likePattern } from "@/lib/db/like-pattern";

/** What was typed, as the kinds of things are looked for by it. */
export interface SearchText {
  /** For `ilike`: anywhere in a text. */
  pattern: string;
  /** `run 12`, `#12`, `12`: the number that runs, reviews and releases are called by. */
  number: number | null;
  /** `triage v5`, `v5`: the version, and the words before it for the prompt's name. */
  version: { number: number; promptPattern: string } | null;
}

export function parseSearchText(q: string): SearchText {
  const number = /^(?:(?:run|review|release)\s+)?#?(\d{1,9})$/i.exec(q)?.[1];
  const version = /^(.*?)\s*\bv(\d{1,6})$/i.exec(q);
  return {
    pattern: likePattern(q),
    number: number === undefined ? null : Number(number),
    version: version
      ? { number: Number(version[2]), promptPattern: likePattern(version[1]?.trim() ?? "") }
      : null,
  };
}
