import { hasRole } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/contract";
import type { ReviewerState } from "./reviewer-contract";

export interface ReviewerFacts {
  people: readonly { id: string; role: Role }[];
  /** Whoever wrote the content under review. */
  authorIds: ReadonlySet<string>;
  /** Whose approval counts. */
  approverIds: ReadonlySet<string>;
  /** Whose request for changes stands. */
  objectorIds: ReadonlySet<string>;
  /** Whose approval is stale. */
  staleIds: ReadonlySet<string>;
}

/** How far somebody is who was asked by name. */
export function reviewerState(userId: string, facts: ReviewerFacts): ReviewerState {
  const { people, authorIds, approverIds, objectorIds, staleIds } = facts;
  // What a release was decided on stays, also when its approver has left since.
  if (approverIds.has(userId)) return "approved";
  if (objectorIds.has(userId)) return "changes_requested";
  const member = people.find(({ id }) => id === userId);
  if (!member) return "left";
  if (!hasRole(member, "reviewer")) return "not_a_reviewer";
  if (authorIds.has(userId)) return "own_version";
  return staleIds.has(userId) ? "stale" : "waiting";
}
