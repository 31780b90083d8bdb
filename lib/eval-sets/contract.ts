import { z } from "zod";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { ScorerSpec } from "@/lib/scorers/contract";
import { CaseKind } from "./case-content";
import { RestoreQuery, Revision, RevisionChanges, RevisionNumber, SetChange } from "./eval-case";
import { SplitCounts } from "./split-counts";

const base = "/api/v1/projects/{project}/eval-sets" as const;

export const EvalSetName = z
  .string()
  .max(120, "An eval set's name has at most 120 characters.")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/,
    "Use letters, digits, “.”, “_” and “-”, with “/” between folders, for example triage-main.",
  )
  .meta({ id: "EvalSetName", example: "triage-main" });

const Description = z.string().trim().max(2_000, "At most 2,000 characters.");
export const DefaultScorers = z.array(ScorerSpec).max(20, "At most 20 scorers.");
const HoldoutBudget = z.int().min(0).max(10_000).nullable();
const LooksPerPrompt = z.int().min(0).max(10_000);

export const EvalSetParams = ProjectParams.extend({ name: z.string().min(1) });
export const RevisionParams = EvalSetParams.extend({ number: RevisionNumber });

export const CreateEvalSet = z.strictObject({
  name: EvalSetName,
  description: Description.default(""),
  scorers: DefaultScorers.default([]),
  holdoutBudget: HoldoutBudget.default(null),
});
export type CreateEvalSet = z.input<typeof CreateEvalSet>;

export const UpdateEvalSet = z.strictObject({
  description: Description.optional(),
  scorers: DefaultScorers.optional(),
  /** How many looks the holdout has in all; null: no total. Admins only. */
  holdoutBudget: HoldoutBudget.optional(),
  /** How many looks the versions of one prompt have together. Admins only. */
  looksPerPrompt: LooksPerPrompt.optional(),
});
export type UpdateEvalSet = z.input<typeof UpdateEvalSet>;

export const UnsealHoldout = z.strictObject({
  reason: z
    .string("Say why the holdout is opened.")
    .trim()
    .min(1, "Say why the holdout is opened.")
    .max(2_000, "At most 2,000 characters."),
});
export type UnsealHoldout = z.input<typeof UnsealHoldout>;

/** An admin moved the whole holdout to development. */
const Unsealing = z.object({
  revision: z.int(),
  cases: z.int(),
  reason: z.string(),
  by: z.string(),
  at: Timestamp,
});

/** `holdout` is null for whoever may not see its cases: they are told how many there are in all. */
const GroupCounts = { development: z.int(), holdout: z.int().nullable() };

export const EvalSet = z
  .object({
    name: z.string(),
    description: z.string(),
    revision: z.int(),
    counts: SplitCounts,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    archivedAt: Timestamp.nullable(),
  })
  .meta({ id: "EvalSet" });
export type EvalSet = z.infer<typeof EvalSet>;

export const EvalSetDetail = EvalSet.extend({
  /** The newest revision; `revision` is the one that was asked for. */
  latestRevision: z.int(),
  change: Revision.nullable(),
  kinds: z.array(z.object({ kind: CaseKind, ...GroupCounts })),
  segments: z.array(z.object({ segment: z.string(), ...GroupCounts })),
  variables: z.array(z.string()),
  expectedFields: z.array(z.string()),
  attributes: z.array(z.string()),
  scorers: z.array(ScorerSpec),
  /** Since the last unsealing. */
  holdoutLooks: z.int(),
  holdoutBudget: z.int().nullable(),
  looksPerPrompt: z.int(),
  /** The last time that the whole holdout was opened. */
  unsealing: Unsealing.nullable(),
  canSeeHoldout: z.boolean(),
}).meta({ id: "EvalSetDetail" });
export type EvalSetDetail = z.infer<typeof EvalSetDetail>;

const read = { scope: "evals:read" } as const;
const write = { scope: "evals:write", role: "editor" } as const;

export const listEvalSetsRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "The eval sets of a project, by name",
  access: read,
  params: ProjectParams,
  query: Page.extend({
    q: z.string().max(200).optional(),
    archived: z.enum(["true", "false"]).default("false"),
  }),
  response: listOf(EvalSet),
});

export const createEvalSetRoute = defineRoute({
  method: "POST",
  path: base,
  summary: "Create an empty eval set",
  access: write,
  params: ProjectParams,
  body: CreateEvalSet,
  status: 201,
  response: EvalSetDetail,
});

export const getEvalSetRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}`,
  summary: "One eval set with its counts, at its newest or at an older revision",
  access: read,
  params: EvalSetParams,
  query: z.object({ revision: RevisionNumber.optional() }),
  response: EvalSetDetail,
  hasEtag: true,
});

export const editEvalSetRoute = defineRoute({
  method: "PATCH",
  path: `${base}/{name}`,
  summary: "Change the description, the default scorers or the holdout budget",
  access: write,
  params: EvalSetParams,
  body: UpdateEvalSet,
  response: EvalSetDetail,
});

export const unsealHoldoutRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/unsealings`,
  summary: "Move the whole holdout to development, for a reason; it cannot be sealed again",
  access: { scope: "admin", role: "admin" },
  params: EvalSetParams,
  body: UnsealHoldout,
  status: 201,
  response: EvalSetDetail,
});

export const archiveEvalSetRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/archive`,
  summary: "Archive an eval set: runs keep it, lists leave it out",
  access: write,
  params: EvalSetParams,
  response: EvalSet,
});

export const unarchiveEvalSetRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{name}/archive`,
  summary: "Restore an archived eval set",
  access: write,
  params: EvalSetParams,
  response: EvalSet,
});

export const listRevisionsRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}/revisions`,
  summary: "The revisions of an eval set, newest first",
  access: read,
  params: EvalSetParams,
  query: Page,
  response: listOf(Revision),
});

export const getRevisionRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}/revisions/{number}`,
  summary: "What one revision changed, case by case",
  access: read,
  params: RevisionParams,
  query: Page,
  response: RevisionChanges,
});

export const restoreRevisionRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/revisions/{number}/restoration`,
  summary: "Create a new revision with the cases of an older one",
  access: write,
  params: RevisionParams,
  query: RestoreQuery,
  response: SetChange,
});
