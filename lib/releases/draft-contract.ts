import { z } from "zod";
import { Person, Role } from "@/lib/auth/contract";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import { PromptName, VersionNumber } from "@/lib/prompts/contract";
import { reading, releasesPath } from "@/lib/releases/contract";
import { Measured } from "@/lib/releases/note/note-contract";
import { ReleaseApproval } from "@/lib/reviews/evidence/release-evidence-contract";
import { Gate } from "@/lib/specs/gates/gate-contract";

export const ReasonCode = z.enum([
  "release_role",
  "already_live",
  "rollout_running",
  "nothing_to_compare",
  "not_approved",
  "changes_requested",
  "gate_not_passed",
]);
export type ReasonCode = z.infer<typeof ReasonCode>;

export const ReleaseReason = z.object({
  code: ReasonCode,
  path: z.string(),
  message: z.string(),
});
export type ReleaseReason = z.infer<typeof ReleaseReason>;

/** Whether this version may go live there, for the person who asks, and on what evidence. */
export const ReleaseChecks = z
  .object({
    isAllowed: z.boolean(),
    reasons: z.array(ReleaseReason),
    requiredApprovals: z.int(),
    requiresGates: z.boolean(),
    releaseRole: Role,
    review: z.object({ id: z.string(), number: z.int(), title: z.string() }).nullable(),
    approvedBy: z.array(Person),
    approvals: z.array(ReleaseApproval),
    changesRequestedBy: z.array(Person),
    gates: z.array(Gate),
  })
  .meta({ id: "ReleaseChecks" });
export type ReleaseChecks = z.infer<typeof ReleaseChecks>;

/** What the release form begins with: checks and measured sentences, both as of now. */
export const ReleaseDraft = z
  .object({
    prompt: z.string(),
    version: z.int(),
    environment: z.string(),
    replaces: z.int().nullable(),
    author: Person,
    /** Commit messages of the versions since what is live, newest first; a start for “change”. */
    changes: z.array(z.object({ version: z.int(), message: z.string() })),
    measured: Measured,
    checks: ReleaseChecks,
  })
  .meta({ id: "ReleaseDraft" });
export type ReleaseDraft = z.infer<typeof ReleaseDraft>;

export const ReleaseDraftQuery = z.object({
  prompt: PromptName,
  version: VersionNumber,
  environment: z.string().min(1).max(40),
  review: z.string().min(1).max(60).optional(),
});
export type ReleaseDraftQuery = z.infer<typeof ReleaseDraftQuery>;

export const getReleaseDraftRoute = defineRoute({
  method: "GET",
  path: `${releasesPath}/drafts`,
  summary: "What a release of this version would say and need, as of now",
  access: reading,
  params: ProjectParams,
  query: ReleaseDraftQuery,
  response: ReleaseDraft,
});
