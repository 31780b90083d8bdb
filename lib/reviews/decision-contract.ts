import { z } from "zod";
import { defineRoute } from "@/lib/http/contract";
import { ReviewParams } from "@/lib/reviews/comments/comment-contract";
import { Review } from "./contract";

const Words = z.string().trim().max(20_000, "At most 20,000 characters.");

const base = "/api/v1/projects/{project}/reviews";
const writing = { scope: "reviews:write", role: "editor" } as const;
const deciding = { scope: "reviews:write", role: "reviewer" } as const;

const common = { params: ReviewParams } as const;

/** The version that was looked at; another one under review by now is refused with 409. */
const lookedAt = {
  version: z.int().min(1).optional(),
  contentHash: z.string().max(200).optional(),
};

export const Approve = z.strictObject({
  ...lookedAt,
  /** The review's, as it was looked at: when criteria, scorers, segments or cases are others by now, it is a 409. */
  evidenceHash: z.string().max(200).optional(),
  body: Words.default(""),
  /** Where no must criterion asks for a measurement: why the version may go live all the same. */
  confirmNothingMeasured: Words.optional(),
});
export type Approve = z.infer<typeof Approve>;

export const RequestChanges = z.strictObject({ ...lookedAt, body: Words.default("") });
export type RequestChanges = z.infer<typeof RequestChanges>;
export const approveRoute = defineRoute({
  method: "POST",
  path: `${base}/{id}/approvals`,
  summary: "Approve the version; 403 own_version for its author, 409 for an outdated one",
  access: deciding,
  ...common,
  body: Approve,
  status: 201,
  response: Review,
});

export const liftApprovalRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{id}/approvals`,
  summary: "Withdraw your approval",
  access: writing,
  ...common,
  response: Review,
});

export const requestChangesRoute = defineRoute({
  method: "POST",
  path: `${base}/{id}/change-requests`,
  summary: "Ask for changes; blocks until you withdraw it or approve",
  access: deciding,
  ...common,
  body: RequestChanges,
  status: 201,
  response: Review,
});

export const liftChangeRequestRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{id}/change-requests`,
  summary: "Withdraw your request for changes",
  access: writing,
  ...common,
  response: Review,
});
