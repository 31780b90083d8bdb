import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { StartRun } from "@/lib/runs/start-contract";
import { ScorerSpec } from "@/lib/scorers/contract";

const base = "/api/v1/projects/{project}/holdout-approvals";

const ApprovalKind = z.enum(["connection", "scorer"]);

export const HoldoutApproval = z
  .object({
    id: z.string(),
    kind: ApprovalKind,
    /** What people call it. */
    subject: z.string(),
    definitionHash: z.string(),
    approvedBy: z.string(),
    approvedAt: Timestamp,
    revokedBy: z.string().nullable(),
    revokedAt: Timestamp.nullable(),
    /** Whether a connection or an eval set is defined so now. */
    isInUse: z.boolean(),
  })
  .meta({ id: "HoldoutApproval" });
export type HoldoutApproval = z.infer<typeof HoldoutApproval>;

/** A definition to approve: a connection as it is now, or a scorer as it is written here. */
export const ApproveForHoldout = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("connection"), connection: z.string().min(1).max(100) }),
  z.strictObject({
    kind: z.literal("scorer"),
    scorer: ScorerSpec,
    /** What to call it; its name and where it is used. */
    subject: z.string().trim().min(1).max(200).optional(),
  }),
]);
export type ApproveForHoldout = z.infer<typeof ApproveForHoldout>;

/** A connection, or a scorer of an eval set, that editors cannot use on the holdout. */
const Pending = z.object({
  subject: z.string(),
  /** What a POST takes to approve it. */
  approve: ApproveForHoldout,
});
export type PendingApproval = z.infer<typeof Pending>;

export const HoldoutApprovals = z
  .object({
    data: z.array(HoldoutApproval),
    pending: z.array(Pending),
    nextCursor: z.null(),
  })
  .meta({ id: "HoldoutApprovals" });
export type HoldoutApprovals = z.infer<typeof HoldoutApprovals>;

/** What keeps a run below admin from the holdout. */
export const HoldoutCheck = z
  .object({
    problems: z.array(
      z.object({ path: z.string(), message: z.string(), approve: ApproveForHoldout.nullable() }),
    ),
  })
  .meta({ id: "HoldoutCheck" });
export type HoldoutCheck = z.infer<typeof HoldoutCheck>;

export const listHoldoutApprovalsRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "What is approved for the holdout, newest first, and what is used and is not",
  access: { scope: "evals:read" },
  params: ProjectParams,
  response: HoldoutApprovals,
});

export const approveForHoldoutRoute = defineRoute({
  method: "POST",
  path: base,
  summary: "Approve a connection or a scorer for runs on the holdout",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: ApproveForHoldout,
  status: 201,
  response: HoldoutApprovals,
});

export const revokeHoldoutApprovalRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{approval}`,
  summary: "Revoke an approval for the holdout",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams.extend({ approval: z.uuid() }),
  status: 204,
});

export const checkHoldoutRunRoute = defineRoute({
  method: "POST",
  path: `${base}/checks`,
  summary: "What keeps a run below admin from the holdout; starts nothing",
  access: { scope: "evals:write", role: "editor" },
  params: ProjectParams,
  body: StartRun,
  response: HoldoutCheck,
});
