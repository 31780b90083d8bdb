import type { FailureCategory } from "@/lib/failure-categories/contract";
import type { CategoryVersion } from "@/lib/failure-categories/move-contract";

/** Where it was fixed or came back: `in tickets v7`, `in tickets v9, run 31`. Empty where nobody knows. */
export function sinceWords({ state, fixed, regressed }: FailureCategory): string {
  if (state === "open") return "";
  const at = state === "fixed" ? fixed?.in : regressed?.in;
  const run = state === "regressed" && regressed?.run ? `run ${regressed.run}` : "";
  const where = at ? `in ${at.prompt} v${at.version}` : "";
  return [where, run].filter(Boolean).join(", ");
}

/** The newest version in which the category's cases were measured, and the one before it of the same prompt. */
export function newestPair(
  versions: readonly CategoryVersion[],
): { now: CategoryVersion; before: CategoryVersion | null } | null {
  const measured = versions
    .filter(({ passRate }) => passRate !== null)
    .sort((one, two) => Math.max(0, ...two.runs) - Math.max(0, ...one.runs));
  const now = measured[0];
  if (!now) return null;
  const older = measured
    .filter(({ prompt, version }) => prompt === now.prompt && version < now.version)
    .sort((one, two) => two.version - one.version);
  return { now, before: older[0] ?? null };
}
