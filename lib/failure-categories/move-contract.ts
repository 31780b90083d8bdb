import { z } from "zod";
import { defineRoute, Estimate, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";
import { CategoryName, CategoryParams, FailureCategory } from "./contract";

const path = "/api/v1/projects/{project}/failure-categories";
const read = { scope: "evals:read" } as const;
const write = { scope: "evals:write", role: "editor" } as const;

const Named = z.object({ id: z.string(), name: z.string() });

/** Failures that went from one category into another together. */
export const CategoryMove = z
  .object({
    id: z.string(),
    kind: z.enum(["merge", "split"]),
    from: Named,
    into: Named,
    by: z.string(),
    at: Timestamp,
    /** How many went, whether or not the asker may see them. */
    results: z.int(),
    traces: z.int(),
    /** Of a merge: when it was split again. */
    undoneAt: Timestamp.nullable(),
  })
  .meta({ id: "CategoryMove" });
export type CategoryMove = z.infer<typeof CategoryMove>;

/** A category in one version: what failed, and how its cases do there. */
export const CategoryVersion = z
  .object({
    category: z.string(),
    prompt: z.string(),
    version: z.int(),
    /** Cases of this version's runs that were given the category. */
    cases: z.int(),
    /** Reviewed traces of this version that were given it. */
    traces: z.int(),
    /** Of all cases that ever had the category, in this version's newest completed run of each set. */
    passRate: Estimate.nullable(),
    /** Numbers of these runs, newest first. */
    runs: z.array(z.int()),
  })
  .meta({ id: "CategoryVersion" });
export type CategoryVersion = z.infer<typeof CategoryVersion>;

/** One failure of a category: a case of a run, or a trace. */
export const CategoryFailure = z
  .object({
    run: z.int().nullable(),
    caseId: z.string().nullable(),
    traceId: z.string().nullable(),
    prompt: z.string().nullable(),
    version: z.int().nullable(),
    /** The beginning of the case's input, or the reviewer's note on the trace; null: there is none. */
    text: z.string().nullable(),
    /** When it was given the category. */
    at: Timestamp,
  })
  .meta({ id: "CategoryFailure" });
export type CategoryFailure = z.infer<typeof CategoryFailure>;

export const listCategoryVersionsRoute = defineRoute({
  method: "GET",
  path: `${path}/versions`,
  summary: "By category and version: failures, and the pass rate of the category's cases",
  access: read,
  params: ProjectParams,
  response: listOf(CategoryVersion),
});

export const listCategoryMovesRoute = defineRoute({
  method: "GET",
  path: `${path}/moves`,
  summary: "Merges and splits of failure categories, newest first",
  access: read,
  params: ProjectParams,
  response: listOf(CategoryMove),
});

export const exportCategoriesRoute = defineRoute({
  method: "GET",
  path: `${path}/exports`,
  summary: "Failure categories by version as a CSV file",
  access: read,
  params: ProjectParams,
  files: ["text/csv"],
});

export const listCategoryFailuresRoute = defineRoute({
  method: "GET",
  path: `${path}/{category}/failures`,
  summary: "Failures of one category, newest first: cases of runs and traces, at most 1,000",
  access: read,
  params: CategoryParams,
  response: listOf(CategoryFailure).extend({ total: z.int() }),
});

export const MergeCategory = z.strictObject({ into: z.uuid() });
export type MergeCategory = z.infer<typeof MergeCategory>;

export const mergeCategoryRoute = defineRoute({
  method: "POST",
  path: `${path}/{category}/merges`,
  summary: "Move all failures of a category into another one and archive it",
  access: write,
  params: CategoryParams,
  body: MergeCategory,
  response: FailureCategory,
});

const Chosen = {
  results: z
    .array(z.strictObject({ run: z.int().min(1), caseId: z.string().min(1).max(200) }))
    .max(1_000, "At most 1,000 at once.")
    .default([]),
  traces: z.array(z.string().min(1).max(200)).max(1_000, "At most 1,000 at once.").default([]),
};

/** Chosen failures under a new name, or everything that one merge brought, under its old one. */
export const SplitCategory = z.union(
  [z.strictObject({ name: CategoryName, ...Chosen }), z.strictObject({ merge: z.uuid() })],
  { error: "Give a name and failures, or the id of the merge to take back." },
);
export type SplitCategory = z.infer<typeof SplitCategory>;

export const splitCategoryRoute = defineRoute({
  method: "POST",
  path: `${path}/{category}/splits`,
  summary: "Move chosen failures into a new category, or take a merge back",
  access: write,
  params: CategoryParams,
  body: SplitCategory,
  status: 201,
  response: FailureCategory,
});
