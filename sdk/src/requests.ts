import type { Fallback } from "./content/prompt-content";
import type { GalleyError } from "./galley-error";
import type { Outcome } from "./traces/trace-input";

/** Options of `prompt`. */
export interface PromptOptions {
  /** The user, account or session that is served: it gets the same arm every time. Without one: the stable version. */
  unit?: string | number | null | undefined;
  /** This version, whatever is live. */
  version?: number | undefined;
  /** Served while neither Galley nor a copy can be had; then `prompt` never rejects. An empty text counts. */
  fallback?: Fallback | undefined;
  /** The id of a trace that you send yourself, for example of OpenTelemetry. Default: a new one. */
  traceId?: string | undefined;
}

/** How a request ended, for `outcome`: at least one member. */
export interface OutcomeInput {
  outcome?: Outcome;
  score?: number;
  comment?: string;
}

/** Either Galley has it, or `error` says why not. */
export interface OutcomeResult {
  isAccepted: boolean;
  error?: GalleyError;
}

/** What `ready` found: of several prompts the worst. `none`: nothing was to be fetched, or could be. */
export interface ReadyResult {
  source: "network" | "disk" | "bootstrap" | "none" | "timeout";
  error?: GalleyError;
}

export interface PrefetchResult {
  failed: { name: string; error: GalleyError }[];
}
