import type { ServingDocument } from "../content/prompt-content";
import type { PromptChange } from "../events";
import type { GalleyError } from "../galley-error";

/** What Galley last said of a prompt. Never changed in place, except for when it was confirmed. */
export interface Copy {
  document: ServingDocument;
  etag: string | null;
  /** Milliseconds since 1970: when Galley last said that this is live. */
  confirmedAt: number;
  source: "network" | "disk" | "bootstrap";
}

/** Everything that is known of one key: a prompt's name, or `<name>@<version>`. */
export interface CopyEntry {
  key: string;
  copy: Copy | null;
  /** One question to Galley for all who wait for the same. */
  loading: Promise<void> | null;
  /** Counts questions and events; an answer to a question from before the last event is not used. */
  turn: number;
  appliedTurn: number;
  /** Failures in a row; until `pausedUntil` Galley is not asked again. */
  failures: number;
  pausedUntil: number;
  lastError: GalleyError | null;
  usedAt: number;
  isStreaming: boolean;
  hasReportedStale: boolean;
}

export function createEntry(key: string): CopyEntry {
  return {
    key,
    copy: null,
    loading: null,
    turn: 0,
    appliedTurn: 0,
    failures: 0,
    pausedUntil: 0,
    lastError: null,
    usedAt: 0,
    isStreaming: false,
    hasReportedStale: false,
  };
}

/** What `on("change")` is told when `entry` has come to hold something else than `previous`. */
export function describeChange({ key, copy }: CopyEntry, previous: Copy | null): PromptChange {
  const { stable, candidate, percent = 0 } = copy?.document ?? {};
  return {
    prompt: key,
    version: stable?.version ?? null,
    previousVersion: previous?.document.stable.version ?? null,
    candidate: candidate ? { version: candidate.version, percent } : null,
  };
}
