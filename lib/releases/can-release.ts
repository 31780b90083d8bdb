import { hasRole } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/contract";
import { formatCountOf } from "@/lib/format-number";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import type { ReleaseReason } from "./draft-contract";

export interface ReleaseFacts {
  version: number;
  liveVersion: number | null;
  /** A rollout that goes on there, unless this release is to end it. */
  rollout: { number: number; version: number } | null;
  /** Whether the release goes live in stages. */
  isStaged: boolean;
  role: Role;
  environment: {
    name: string;
    requiredApprovals: number;
    requiresGates: boolean;
    releaseRole: Role;
  };
  /** People whose approval counts: of this very content, of another person's version, by who may review. */
  approvedBy: readonly { name: string }[];
  changesRequestedBy: readonly { name: string }[];
  /** What was loosened since approvals that no longer count, in sentences. */
  loosened?: readonly string[];
  gates: readonly Gate[];
}

const VERDICT = {
  pass: "passes",
  fail: "fails",
  inconclusive: "is inconclusive",
  not_measured: "was not measured",
} as const;

/** Everything that stands against this release, all at once, in the order in which people deal with it. */
export function reasonsAgainst(facts: ReleaseFacts): ReleaseReason[] {
  const { environment, version } = facts;
  const reasons: ReleaseReason[] = [];
  if (!hasRole(facts, environment.releaseRole)) {
    reasons.push({
      code: "release_role",
      path: "environment",
      message: `A release to ${environment.name} needs the role ${environment.releaseRole}; yours is ${facts.role}.`,
    });
  }
  if (facts.liveVersion === version) {
    reasons.push({
      code: "already_live",
      path: "version",
      message: `v${version} is live in ${environment.name} already.`,
    });
  }
  if (facts.rollout) {
    const { number, version: candidate } = facts.rollout;
    reasons.push({
      code: "rollout_running",
      path: "endsRollout",
      message: `v${candidate} is being rolled out to ${environment.name} (rollout ${number}). Wait until it has ended, or take it back with this release.`,
    });
  }
  if (facts.isStaged && facts.liveVersion === null) {
    reasons.push({
      code: "nothing_to_compare",
      path: "rollout",
      message: `Nothing is live in ${environment.name}, so the first release goes to everybody at once.`,
    });
  }
  for (const { name } of facts.changesRequestedBy) {
    reasons.push({
      code: "changes_requested",
      path: "review",
      message: `${name} requested changes and has not withdrawn the request.`,
    });
  }
  const { requiredApprovals: needed } = environment;
  const approvals = facts.approvedBy.length;
  if (approvals < needed) {
    const since = facts.loosened?.length ? ` ${staleInWords(facts.loosened)}` : "";
    reasons.push({
      code: "not_approved",
      path: "review",
      message: `${environment.name} needs ${formatCountOf(needed, "approval")} of v${version} as it is; it has ${approvals}.${since}`,
    });
  }
  if (environment.requiresGates) {
    const open = closedGates(facts.gates);
    for (const { criterion, statement, verdict } of open) {
      reasons.push({
        code: "gate_not_passed",
        path: `gates.${criterion}`,
        message: `“${statement}” ${VERDICT[verdict]}.`,
      });
    }
  }
  return reasons;
}

const staleInWords = (loosened: readonly string[]): string =>
  `The evidence was loosened after the approval: ${loosened.join(" ")} A reviewer has to approve again.`;
