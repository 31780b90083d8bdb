import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { ScorerSpec } from "@/lib/scorers/contract";

/**
 * The scorers that a run was stored with; none where every case has its own. They were checked when it was started,
 * so nothing is compiled.
 */
export const readScorers = (stored: unknown): ScorerSpec[] => ScorerSpec.array().parse(stored);

/** Runs with the same hash were scored alike. */
export function scorersHash(scorers: readonly ScorerSpec[]): string {
  return createHash("sha256").update(canonicalJson(scorers)).digest("hex");
}
