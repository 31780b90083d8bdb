import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { checkScorers } from "@/lib/scorers/check-scorers";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { ScorerProblem } from "@/lib/scorers/find-scorer-problems";
import { isPlainScorer } from "@/lib/scorers/scorer-definition";
import { scorerName } from "@/lib/scorers/scorer-name";
import type { CaseContent } from "./case-content";
import { visibleCases } from "./visible-cases";

type Asserting = Pick<CaseContent, "assertions" | "split">;

/**
 * Whether somebody may write a case with these scorers of its own. In the holdout, below admin, they only compare
 * with what the case expects: others would ask about answers that nobody below admin sees.
 */
export function holdoutProblem(actor: Actor, { assertions, split }: Asserting): string | null {
  if (split !== "holdout" || visibleCases(actor).hasHoldout) return null;
  const other = assertions?.find((spec) => !isPlainScorer(spec));
  return other
    ? `In the holdout the scorers of a case only compare with its expected answer. Ask an admin to add ${scorerName(other)}, or leave it out.`
    : null;
}

export function requireHoldoutAssertions(actor: Actor, content: Asserting): void {
  const message = holdoutProblem(actor, content);
  if (message === null) return;
  throw new AppError("holdout_not_approved", message, {
    errors: [{ path: "assertions", message }],
  });
}

/** Refuses scorers of a case that could never score, with the place of each. */
export async function requireUsableAssertions(
  actor: Actor,
  assertions: readonly ScorerSpec[] | null | undefined,
): Promise<void> {
  if (!assertions) return;
  const errors = (await checkScorers(actor.projectId, assertions)).map(inCase);
  const [first] = errors;
  if (first) throw new AppError("invalid", first.message, { errors });
}

const inCase = ({ path, message }: ScorerProblem): ScorerProblem => ({
  path: path.replace(/^scorers/, "assertions"),
  message,
});
