import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { Json, Timestamp } from "@/lib/http/contract";
import { ScorerSpec } from "@/lib/scorers/contract";
import {
  CaseAssertions,
  CaseAttributes,
  CaseId,
  CaseInput,
  CaseKind,
  CaseSteps,
  Expected,
  Split,
} from "./case-content";
import { KeptTest } from "./promptfoo/kept-test";

export const RevisionNumber = z.coerce.number().int().min(0).max(1_000_000_000);

export const Revision = z
  .object({
    number: z.int(),
    summary: z.string(),
    added: z.int(),
    updated: z.int(),
    removed: z.int(),
    author: Person,
    createdAt: Timestamp,
  })
  .meta({ id: "EvalSetRevision" });
export type Revision = z.infer<typeof Revision>;

export const VisibleCase = z.object({
  withheld: z.literal(false),
  caseId: z.string(),
  split: Split,
  kind: CaseKind,
  input: z.record(z.string(), Json),
  expected: Json,
  attributes: CaseAttributes,
  assertions: z.array(ScorerSpec).nullable(),
  /** What it expects of single steps of a chain, by their keys; null: nothing. */
  steps: CaseSteps.nullable(),
  /** Assertions of its promptfoo test that no scorer here runs, with their reasons; null: none. */
  promptfoo: KeptTest.nullable(),
  language: z.string(),
  inputLength: z.int(),
  segments: z.array(z.string()),
  /** The revision that made this state of the case: send it back as `since` with an edit. */
  since: z.int(),
});
export type VisibleCase = z.infer<typeof VisibleCase>;

export const WithheldCase = z.object({ withheld: z.literal(true), split: Split });

/** A holdout case has no content, not even its id or its kind, for whoever is below admin. */
export const EvalCase = z
  .discriminatedUnion("withheld", [VisibleCase, WithheldCase])
  .meta({ id: "EvalCase" });
export type EvalCase = z.infer<typeof EvalCase>;

export const CaseFilters = z.object({
  split: Split.optional(),
  kind: CaseKind.optional(),
  segment: z.string().max(120).optional(),
  /** Text in the id, the input or the expected answer; withheld cases are never searched. */
  q: z.string().max(200).optional(),
  revision: RevisionNumber.optional(),
});
export type CaseFilters = z.infer<typeof CaseFilters>;

export const AddCase = z.strictObject({
  caseId: CaseId.optional(),
  input: CaseInput,
  expected: Expected.optional(),
  kind: CaseKind.default("routine"),
  split: Split.default("development"),
  attributes: CaseAttributes.default({}),
  /** The case's own scorers, next to those of a run. */
  assertions: CaseAssertions.nullable().default(null),
  /** What it expects of single steps of a chain, by their keys. */
  steps: CaseSteps.nullable().default(null),
});
export type AddCase = z.input<typeof AddCase>;

export const UpdateCase = z.strictObject({
  /** The state that was edited; when somebody was faster the answer is 412. */
  since: z.int().optional(),
  input: CaseInput.optional(),
  expected: Expected.optional(),
  kind: CaseKind.optional(),
  split: Split.optional(),
  attributes: CaseAttributes.optional(),
  /** null takes them away. */
  assertions: CaseAssertions.nullable().optional(),
  /** null takes them away. */
  steps: CaseSteps.nullable().optional(),
});
export type UpdateCase = z.input<typeof UpdateCase>;

export const CaseChange = z.object({ revision: z.int(), case: EvalCase });
export type CaseChange = z.infer<typeof CaseChange>;

const CaseIds = z
  .array(CaseId)
  .min(1, "Name at least one case.")
  .max(1_000, "At most 1,000 cases.");

export const UpdateCases = z.strictObject({
  caseIds: CaseIds,
  set: z
    .strictObject({
      kind: CaseKind.optional(),
      split: Split.optional(),
      /** Merged into each case's attributes; null takes one away. */
      attributes: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
        .optional(),
    })
    .refine((set) => Object.keys(set).length > 0, "Say what to set: kind, split or attributes."),
});
export type UpdateCases = z.input<typeof UpdateCases>;

export const DeleteCases = z.strictObject({ caseIds: CaseIds });
export type DeleteCases = z.input<typeof DeleteCases>;

export const RestoreQuery = z.object({
  /** The newest revision that the caller has seen; when there is a newer one the answer is 412. */
  expected: RevisionNumber.optional(),
});

export const SetChange = z.object({ revision: z.int(), changed: z.int() });
export type SetChange = z.infer<typeof SetChange>;

const content = z.object({
  input: z.record(z.string(), Json),
  expected: Json,
  kind: CaseKind,
  split: Split,
  attributes: CaseAttributes,
  assertions: z.array(ScorerSpec).nullable(),
  steps: CaseSteps.nullish(),
});

export const RevisionChanges = z.object({
  revision: Revision,
  data: z.array(
    z.object({
      change: z.enum(["added", "updated", "removed"]),
      caseId: z.string(),
      before: content.nullable(),
      after: content.nullable(),
    }),
  ),
  /** Changes of cases that are withheld from the actor; null when there are 1 to 4 of them. */
  withheld: z.int().nullable(),
  nextCursor: z.string().nullable(),
});
export type RevisionChanges = z.infer<typeof RevisionChanges>;
