import { z } from "zod";
import { CaseAttributes, CaseInput, CaseKind, Expected, Split } from "@/lib/eval-sets/case-content";
import { defineRoute, Json, ProjectParams, Timestamp } from "@/lib/http/contract";
import { CategoryParams, TraceParams, Week } from "@/lib/trace-reviews/contract";

const base = "/api/v1/projects/{project}" as const;
const toCases = { scope: "evals:write", reads: "traces:read", role: "editor" } as const;

export const InputSource = z.enum(["input", "messages", "attributes", "retrieval", "question"]);

export const PersonalDatum = z.object({
  /** Variable, or `expected`. */
  place: z.string(),
  kind: z.string(),
  text: z.string(),
});
export type PersonalDatum = z.infer<typeof PersonalDatum>;

/** What a trace would be as a case of a set, before it is stored. */
export const CasePreview = z
  .object({
    evalSet: z.string(),
    input: z.record(z.string(), Json),
    sources: z.array(z.object({ variable: z.string(), from: InputSource })),
    missing: z.array(z.string()),
    expected: Json,
    /** What the set's expected answers look like; `field` null: the whole answer. Values that few cases repeat are left out. */
    expectedChoices: z.array(
      z.object({
        field: z.string().nullable(),
        values: z.array(z.union([z.string(), z.number(), z.boolean()])),
      }),
    ),
    attributes: CaseAttributes,
    personalData: z.array(PersonalDatum),
    /** The set has this very input; its id unless it is withheld from the actor. */
    duplicate: z.object({ caseId: z.string().nullable() }).nullable(),
    /** Cases that the actor may see, most alike first; `score` is 0 to 1. */
    alike: z.array(
      z.object({ caseId: z.string(), score: z.number(), isNearDuplicate: z.boolean() }),
    ),
    /** The case that this trace became in this set. */
    madeCase: z.object({ caseId: z.string().nullable() }).nullable(),
  })
  .meta({ id: "CasePreview" });
export type CasePreview = z.infer<typeof CasePreview>;

export const MakeCase = z.strictObject({
  evalSet: z.string().min(1).max(200),
  split: Split.default("development"),
  /** Instead of what the review says would have been right. */
  expected: Expected.optional(),
  /** Variables to set or to correct, beside what is read from the trace. */
  input: CaseInput.optional(),
  attributes: CaseAttributes.optional(),
  kind: CaseKind.default("production"),
});
export type MakeCase = z.input<typeof MakeCase>;

/** `caseId` is null when the case is withheld from the actor. */
export const MadeCase = z
  .object({
    evalSet: z.string(),
    revision: z.int(),
    caseId: z.string().nullable(),
    split: Split,
    traceId: z.string(),
    input: z.record(z.string(), Json),
    expected: Json,
    attributes: CaseAttributes,
    sources: z.array(z.object({ variable: z.string(), from: InputSource })),
    nearDuplicates: z.array(z.string()),
    personalData: z.array(PersonalDatum),
  })
  .meta({ id: "MadeCase" });
export type MadeCase = z.infer<typeof MadeCase>;

export const MakeCases = z.strictObject({
  evalSet: z.string().min(1).max(200),
  split: Split.default("development"),
  /** Verdicts of this week only; without it, of the last 90 days. */
  week: Week.optional(),
  limit: z.int().min(1).max(50, "At most 50 at once.").default(20),
});
export type MakeCases = z.input<typeof MakeCases>;

export const MadeCases = z.object({
  made: z.array(z.object({ traceId: z.string(), caseId: z.string().nullable() })),
  left: z.array(z.object({ traceId: z.string(), reason: z.string() })),
});
export type MadeCases = z.infer<typeof MadeCases>;

/** Where a case came from. */
export const CaseOrigin = z.object({
  traceId: z.string(),
  by: z.string(),
  at: Timestamp,
});

export const CaseHistory = z.object({
  origin: CaseOrigin.nullable(),
  /** The latest result of each version, newest version first, at most five. */
  results: z.array(
    z.object({
      prompt: z.string(),
      version: z.int(),
      run: z.int(),
      outcome: z.enum(["passed", "failed", "errored"]),
    }),
  ),
});
export type CaseHistory = z.infer<typeof CaseHistory>;

export const previewCaseRoute = defineRoute({
  method: "GET",
  path: `${base}/traces/{id}/case-preview`,
  summary: "What a trace would be as a case: its input, duplicates, and personal data in it",
  access: toCases,
  params: TraceParams,
  query: z.object({ evalSet: z.string().min(1).max(200).optional() }),
  response: CasePreview,
});

export const makeCaseRoute = defineRoute({
  method: "POST",
  path: `${base}/traces/{id}/cases`,
  summary: "Turn a trace into an eval case; 409 when the set has its input already",
  access: toCases,
  params: TraceParams,
  body: MakeCase,
  status: 201,
  response: MadeCase,
});

export const makeCasesRoute = defineRoute({
  method: "POST",
  path: `${base}/failure-categories/{category}/cases`,
  summary: "Turn the reviewed traces of a failure category into eval cases",
  access: toCases,
  params: CategoryParams,
  body: MakeCases,
  response: MadeCases,
});

export const getCaseHistoryRoute = defineRoute({
  method: "GET",
  path: `${base}/eval-sets/{name}/cases/{caseId}/history`,
  summary: "The trace that a case came from and its latest results",
  access: { scope: "evals:read" },
  params: ProjectParams.extend({ name: z.string().min(1), caseId: z.string().min(1) }),
  response: CaseHistory,
});
