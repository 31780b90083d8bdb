import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { CaseKind, Split } from "@/lib/eval-sets/case-content";
import { EvalSetName, EvalSetParams } from "@/lib/eval-sets/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptParams, VersionNumber } from "@/lib/prompts/contract";
import { Criterion } from "./criterion-contract";

const Line = z.string().trim().min(1, "Write a sentence.").max(500, "At most 500 characters.");

const content = {
  requirements: z.array(Line).max(100, "At most 100 requirements.").default([]),
  failureCases: z.array(Line).max(100, "At most 100 failure cases.").default([]),
  criteria: z.array(Criterion).max(100, "At most 100 criteria.").default([]),
};

/** The behaviour of a prompt: what it must do, what it must not, and how both are measured. */
export const SpecContent = z.strictObject(content).meta({ id: "SpecContent" });
export type SpecContent = z.infer<typeof SpecContent>;

export const WriteSpec = z
  .strictObject({
    ...content,
    /** The revision that was read (0: none yet). Another one by now is 412; without it the newest is replaced. */
    expectedRevision: z.int().min(0).optional(),
  })
  .superRefine(({ requirements, failureCases, criteria }, context) => {
    const lines = new Set([...requirements, ...failureCases]);
    const keys = new Set<string>();
    criteria.forEach(({ key, serves }, index) => {
      if (keys.has(key)) {
        context.addIssue({
          code: "custom",
          path: ["criteria", index, "key"],
          message: `Two criteria have the key ${key}.`,
        });
      }
      keys.add(key);
      serves.forEach((line, at) => {
        if (lines.has(line)) return;
        context.addIssue({
          code: "custom",
          path: ["criteria", index, "serves", at],
          message: `No requirement or failure case reads “${line}”.`,
        });
      });
    });
  })
  .meta({ id: "WriteSpec" });
export type WriteSpec = z.infer<typeof WriteSpec>;
export type WriteSpecInput = z.input<typeof WriteSpec>;

/** What the writer of a criterion should know: a bar that cannot be passed, a set that does not exist yet. */
export const SpecHint = z.object({ criterion: z.string(), message: z.string() });
export type SpecHint = z.infer<typeof SpecHint>;

export const Spec = z
  .object({
    /** 0: nothing is written yet. */
    revision: z.int(),
    ...SpecContent.shape,
    author: Person.nullable(),
    createdAt: Timestamp.nullable(),
    hints: z.array(SpecHint),
  })
  .meta({ id: "Spec" });
export type Spec = z.infer<typeof Spec>;

export const SpecRevision = z
  .object({
    number: z.int(),
    author: Person,
    createdAt: Timestamp,
    /** What it changed, in words. */
    changes: z.array(z.string()),
    requirements: z.int(),
    failureCases: z.int(),
    criteria: z.int(),
  })
  .meta({ id: "SpecRevision" });
export type SpecRevision = z.infer<typeof SpecRevision>;

/** Which cases stand behind a spec. Counts of a holdout below 5 are null. */
export const SpecCoverage = z
  .object({
    criteria: z.array(z.object({ criterion: z.string(), cases: z.int().nullable() })),
    /** Requirements and failure cases, with the cases that the criteria serving each look at, each once. */
    lines: z.array(z.object({ line: z.string(), criteria: z.int(), cases: z.int() })),
    sets: z.array(
      z.object({
        evalSet: z.string(),
        split: Split,
        cases: z.int().nullable(),
        /** Cases that no criterion of the spec looks at, as when all of them are about segments. */
        unserved: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "SpecCoverage" });
export type SpecCoverage = z.infer<typeof SpecCoverage>;

/** A case that no criterion looks at. */
export const UnservedCase = z
  .object({
    caseId: z.string(),
    kind: CaseKind,
    segments: z.array(z.string()),
    /** The beginning of its longest input. */
    preview: z.string(),
  })
  .meta({ id: "UnservedCase" });
export type UnservedCase = z.infer<typeof UnservedCase>;

/** A prompt whose gates look at a set, and what they hold up now. */
export const Dependent = z
  .object({
    prompt: z.string(),
    /** Statements of the criteria that look at the set. */
    criteria: z.array(z.string()),
    /** Protected environments where it is live. */
    environments: z.array(z.string()),
    /** Numbers of its reviews under way. */
    reviews: z.array(z.int()),
  })
  .meta({ id: "Dependent" });
export type Dependent = z.infer<typeof Dependent>;

const params = PromptParams.extend(ProjectParams.shape);
const reading = { scope: "prompts:read" } as const;

const prompt = "/api/v1/projects/{project}/prompts/{name}";

export const getSpecRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec`,
  summary: "The behaviour spec of a prompt; revision 0 when nothing is written yet",
  access: reading,
  params,
  response: Spec,
});

export const writeSpecRoute = defineRoute({
  method: "PUT",
  path: `${prompt}/spec`,
  summary: "Write the spec; makes a new revision, 412 when someone else was faster",
  access: { scope: "prompts:write", role: "editor" },
  params,
  body: WriteSpec,
  response: Spec,
});

export const listSpecRevisionsRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec/revisions`,
  summary: "Revisions of the spec, newest first, with what each changed",
  access: reading,
  params,
  query: Page,
  response: listOf(SpecRevision),
});

export const getSpecRevisionRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec/revisions/{number}`,
  summary: "One revision of the spec, whole",
  access: reading,
  params: params.extend({ number: VersionNumber }),
  response: Spec,
});

export const getSpecCoverageRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec/coverage`,
  summary: "Which criteria have cases, and how many cases serve no criterion",
  access: { scope: "evals:read" },
  params,
  response: SpecCoverage,
});

export const listUnservedRoute = defineRoute({
  method: "GET",
  path: `${prompt}/spec/coverage/{evalSet}`,
  summary: "Development cases of a set that no criterion of the spec looks at",
  access: { scope: "evals:read" },
  params: params.extend({ evalSet: EvalSetName }),
  query: Page,
  response: listOf(UnservedCase),
});

export const listDependentsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/eval-sets/{name}/dependents",
  summary: "Prompts, live in a protected environment or under review, whose gates look at the set",
  access: { scope: "evals:read" },
  params: EvalSetParams.extend(ProjectParams.shape),
  query: z.object({ split: Split.optional() }),
  response: listOf(Dependent),
});
