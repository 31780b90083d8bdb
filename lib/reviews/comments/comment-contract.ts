import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";

/** `part` and `line` as in the addresses of a diff: `m1`, 24. Without them it is about the whole. */
export const ReviewComment = z
  .object({
    id: z.string(),
    parentId: z.string().nullable(),
    version: z.int(),
    part: z.string().nullable(),
    side: z.enum(["from", "to"]).nullable(),
    line: z.int().nullable(),
    lineCount: z.int(),
    /** Of a comment on the old side: the version that its lines are of. */
    base: z.int().nullable(),
    body: z.string(),
    suggestion: z.string().nullable(),
    author: Person,
    createdAt: Timestamp,
    resolvedAt: Timestamp.nullable(),
    takenOverAt: Timestamp.nullable(),
  })
  .meta({ id: "ReviewComment" });
export type ReviewComment = z.infer<typeof ReviewComment>;

const Words = z.string().trim().max(20_000, "At most 20,000 characters.");

export const WriteComment = z
  .strictObject({
    body: Words.default(""),
    parentId: z.uuid().optional(),
    version: z.int().min(1).optional(),
    part: z
      .string()
      .regex(
        /^(?:(?:m|old)\d{1,3}|settings|tools|schema|retrieval)$/,
        "Name a part of the diff, as m1.",
      )
      .optional(),
    side: z.enum(["from", "to"]).optional(),
    line: z.int().min(1).max(1_000_000).optional(),
    /** How many lines from `line` on it is about. */
    lineCount: z.int().min(1).max(1000).default(1),
    /** The version on the old side, for a line there; without it the one that the review compares with. */
    base: z.int().min(1).optional(),
    /** A text in place of the lines; an empty one removes them. */
    suggestion: z.string().max(100_000, "At most 100,000 characters.").optional(),
  })
  .superRefine(({ body, part, side, line, base, suggestion, parentId }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (!body && suggestion === undefined) wrong("body", "Write something.");
    if (line !== undefined && (!part || !side)) wrong("part", "A line needs its part and side.");
    if (base !== undefined && side !== "from")
      wrong("base", "Only a line of the old side has a base.");
    if (side === "to" && part?.startsWith("old")) {
      wrong("side", "A message that was removed has only its old side: from.");
    }
    const isLine = /^m\d+$/.test(part ?? "") && side === "to" && line !== undefined;
    if (suggestion !== undefined && !isLine && !parentId) {
      wrong("suggestion", "Suggest a text for a line of a message in the new version.");
    }
  })
  .meta({ id: "WriteComment" });
export type WriteComment = z.infer<typeof WriteComment>;

const base = "/api/v1/projects/{project}/reviews";
const writing = { scope: "reviews:write", role: "editor" } as const;

export const ReviewParams = ProjectParams.extend({ id: z.string().min(1).max(60) });

export const CommentParams = ReviewParams.extend({ comment: z.string().min(1).max(60) });

const common = { params: ReviewParams } as const;

export const writeCommentRoute = defineRoute({
  method: "POST",
  path: `${base}/{id}/comments`,
  summary: "Comment on a line, answer a thread, or say something about the whole",
  access: writing,
  ...common,
  body: WriteComment,
  status: 201,
  response: ReviewComment,
});

export const resolveThreadRoute = defineRoute({
  method: "POST",
  path: `${base}/{id}/comments/{comment}/resolution`,
  summary: "Mark a thread as resolved",
  access: writing,
  params: CommentParams,
  status: 201,
  response: ReviewComment,
});

export const reopenThreadRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{id}/comments/{comment}/resolution`,
  summary: "Reopen a thread",
  access: writing,
  params: CommentParams,
  response: ReviewComment,
});

export const takeOverRoute = defineRoute({
  method: "POST",
  path: `${base}/{id}/comments/{comment}/takeovers`,
  summary: "Apply a suggestion to your draft",
  access: { scope: "prompts:write", role: "editor" },
  params: CommentParams,
  status: 201,
  response: z.object({ prompt: z.string(), revision: z.int() }),
});
