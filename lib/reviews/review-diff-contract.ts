import { z } from "zod";
import { defineRoute } from "@/lib/http/contract";
import { VersionNumber } from "@/lib/prompts/contract";
import { PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { ReadableVersion } from "@/lib/prompts/diff/readable-version";
import { ReviewParams } from "@/lib/reviews/comments/comment-contract";
import { ReviewBase } from "@/lib/reviews/evidence/evidence-contract";

const base = "/api/v1/projects/{project}/reviews";
const reading = { scope: "prompts:read" } as const;

const common = { params: ReviewParams } as const;

/**
 * A thread on lines of the old side, in the terms of one comparison. `part` and `line` are null where the base
 * that is compared with does not have these lines; the thread's own `base` does.
 */
export const OldThread = z
  .object({
    comment: z.string(),
    base: z.int(),
    part: z.string().nullable(),
    line: z.int().nullable(),
  })
  .meta({ id: "OldThread" });
export type OldThread = z.infer<typeof OldThread>;

/** Both versions and what differs, for the page. `from` is null when there is nothing to compare with. */
export const ReviewDiff = z
  .object({
    base: ReviewBase,
    from: ReadableVersion.nullable(),
    to: ReadableVersion,
    diff: PromptDiff,
    oldThreads: z.array(OldThread),
  })
  .meta({ id: "ReviewDiff" });
export type ReviewDiff = z.infer<typeof ReviewDiff>;

export const getReviewDiffRoute = defineRoute({
  method: "GET",
  path: `${base}/{id}/diff`,
  summary: "What the version changes against what is live there, or against another version",
  access: reading,
  ...common,
  query: z.object({ from: VersionNumber.optional() }),
  response: ReviewDiff,
});
