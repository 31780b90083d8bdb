import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptName } from "@/lib/prompts/contract";

export const FailureCategoryState = z.enum(["open", "fixed", "regressed"]);
export type FailureCategoryState = z.infer<typeof FailureCategoryState>;

export const VersionOfPrompt = z.object({ prompt: z.string(), version: z.int() });
export type VersionOfPrompt = z.infer<typeof VersionOfPrompt>;

export const FailureCategory = z
  .object({
    id: z.string(),
    name: z.string(),
    position: z.int(),
    state: FailureCategoryState,
    /** Results that have it, over all runs that the asker may see. */
    results: z.int(),
    createdAt: Timestamp,
    archivedAt: Timestamp.nullable(),
    /** The last time that somebody said so. */
    fixed: z.object({ at: Timestamp, in: VersionOfPrompt.nullable() }).nullable(),
    /** The last time that it came back; `run` is a number, null: a trace showed it. */
    regressed: z
      .object({ at: Timestamp, in: VersionOfPrompt.nullable(), run: z.int().nullable() })
      .nullable(),
  })
  .meta({ id: "FailureCategory" });
export type FailureCategory = z.infer<typeof FailureCategory>;

export const CategoryName = z
  .string()
  .trim()
  .min(1, "Name the failure, like “billing read as refund”.")
  .max(60, "At most 60 characters.");

export const CreateCategory = z.strictObject({ name: CategoryName });
export type CreateCategory = z.infer<typeof CreateCategory>;

export const UpdateCategory = z.strictObject({
  name: CategoryName.optional(),
  state: FailureCategoryState.optional(),
  /** With state `fixed`: since which version. Without it: the newest version of the prompt that failed last. */
  fixedIn: z.strictObject({ prompt: PromptName, version: z.int().min(1) }).optional(),
  position: z.int().min(0).max(1_000).optional(),
  isArchived: z.boolean().optional(),
});
export type UpdateCategory = z.infer<typeof UpdateCategory>;

const path = "/api/v1/projects/{project}/failure-categories";
export const CategoryParams = ProjectParams.extend({ category: z.uuid() });

export const listCategoriesRoute = defineRoute({
  method: "GET",
  path,
  summary: "The project's failure categories, in their order",
  access: { scope: "evals:read" },
  params: ProjectParams,
  query: z.object({ archived: z.enum(["true", "false"]).optional() }),
  response: z.object({ data: z.array(FailureCategory), nextCursor: z.null() }),
});

export const createCategoryRoute = defineRoute({
  method: "POST",
  path,
  summary:
    "Create a failure category; at most five are in use (neither fixed nor archived) at a time",
  access: { scope: "evals:write", role: "editor" },
  params: ProjectParams,
  body: CreateCategory,
  status: 201,
  response: FailureCategory,
});

export const updateCategoryRoute = defineRoute({
  method: "PATCH",
  path: `${path}/{category}`,
  summary: "Rename, move or archive a failure category, or say that it is fixed",
  access: { scope: "evals:write", role: "editor" },
  params: CategoryParams,
  body: UpdateCategory,
  response: FailureCategory,
});
