import { z } from "zod";
import { defineRoute, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";
import { ModelRef } from "@/lib/providers/contract";
import { JudgeKind, PassingLabel } from "@/lib/scorers/judge-definition";

const base = "/api/v1/projects/{project}/judges" as const;

export const JudgeName = z
  .string()
  .max(120, "A judge's name has at most 120 characters.")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/,
    "Use letters, digits, “.”, “_” and “-”, with “/” between folders, for example reply-helpful.",
  );

export const JudgeParams = ProjectParams.extend({ name: z.string().min(1) });

const fraction = z.number().min(0, "At least 0.").max(1, "At most 1.");

/** Each is held by the lower 95 % limit. */
export const JudgeBar = z.strictObject({
  kappa: z.number().min(-1, "At least -1.").max(1, "At most 1.").default(0.4),
  truePositiveRate: fraction.default(0.8),
  trueNegativeRate: fraction.default(0.8),
});
export type JudgeBar = z.infer<typeof JudgeBar>;

export const WriteJudge = z
  .strictObject({
    kind: JudgeKind,
    prompt: z.string().trim().min(1, "Name the judge's prompt."),
    version: z.int("A whole number.").min(1, "At least 1."),
    policy: z
      .string("Write the policy that people and the judge follow.")
      .trim()
      .min(1, "Write the policy that people and the judge follow.")
      .max(20_000, "At most 20,000 characters."),
    threshold: fraction.optional(),
    labels: z.array(PassingLabel).max(50, "At most 50 labels.").optional(),
    bar: JudgeBar.prefault({}),
  })
  .superRefine(({ kind, labels, threshold }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (kind !== "label") {
      if (labels?.length) refuse("labels", "Only a judge of kind label has labels.");
      return;
    }
    if (threshold !== undefined) refuse("threshold", "A judge of kind label has no threshold.");
    const words = (labels ?? []).map(({ label }) => label.toLowerCase());
    if (new Set(words).size !== words.length) refuse("labels", "Two labels are the same.");
    const passing = (labels ?? []).filter(({ passes }) => passes).length;
    if (passing === 0 || passing === words.length) {
      refuse("labels", "Give at least one label that passes and one that does not.");
    }
  });
export type WriteJudge = z.infer<typeof WriteJudge>;

export const JudgeState = z.enum(["uncalibrated", "calibrated", "stale"]);
export type JudgeState = z.infer<typeof JudgeState>;

const LabelCounts = z.object({
  train: z.int(),
  dev: z.int(),
  test: z.int(),
});

export const JudgeSummary = z
  .object({
    name: z.string(),
    kind: JudgeKind,
    prompt: z.string(),
    version: z.int(),
    model: ModelRef,
    revision: z.int(),
    state: JudgeState,
    /** Why it may open no gate; empty when it may. */
    reasons: z.array(z.string()),
    /** Outputs with a label that counts, by split. */
    labelled: LabelCounts,
    updatedAt: Timestamp,
    archivedAt: Timestamp.nullable(),
  })
  .meta({ id: "JudgeSummary" });
export type JudgeSummary = z.infer<typeof JudgeSummary>;

export const JudgeRevision = z.object({
  number: z.int(),
  prompt: z.string(),
  version: z.int(),
  model: ModelRef,
  policy: z.string(),
  policyVersion: z.int(),
  threshold: z.number().nullable(),
  bar: JudgeBar,
  author: z.string(),
  createdAt: Timestamp,
});
export type JudgeRevision = z.infer<typeof JudgeRevision>;

export const Judge = JudgeSummary.extend({
  policy: z.string(),
  policyVersion: z.int(),
  threshold: z.number().nullable(),
  /** What people and the judge choose from, with what each means. */
  labels: z.array(PassingLabel),
  bar: JudgeBar,
  /** Newest first, the last 50. */
  revisions: z.array(JudgeRevision),
  /** Criteria and eval sets whose scorers name it. */
  usedBy: z.array(
    z.object({ kind: z.enum(["criterion", "eval_set"]), name: z.string(), detail: z.string() }),
  ),
}).meta({ id: "Judge" });
export type Judge = z.infer<typeof Judge>;

export const ListJudges = z.object({
  archived: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
});
export type ListJudges = z.infer<typeof ListJudges>;

const reading = { scope: "evals:read" } as const;
const writing = { scope: "evals:write", role: "editor" } as const;

export const listJudgesRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "The project's judges by name, at most 200",
  access: reading,
  params: ProjectParams,
  query: ListJudges,
  response: listOf(JudgeSummary),
});

export const getJudgeRoute = defineRoute({
  method: "GET",
  path: `${base}/{name}`,
  summary: "One judge with its policy, bar and revisions",
  access: reading,
  params: JudgeParams,
  response: Judge,
  hasEtag: true,
});

export const writeJudgeRoute = defineRoute({
  method: "PUT",
  path: `${base}/{name}`,
  summary:
    "Create a judge or change it; another prompt, version, policy or threshold needs a new calibration",
  access: { ...writing, reads: "prompts:read" },
  params: JudgeParams,
  body: WriteJudge,
  response: Judge,
});

export const archiveJudgeRoute = defineRoute({
  method: "POST",
  path: `${base}/{name}/archive`,
  summary: "Archive a judge: it opens no gate and cannot be chosen any more",
  access: writing,
  params: JudgeParams,
  response: Judge,
});

export const restoreJudgeRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{name}/archive`,
  summary: "Take a judge back from the archive",
  access: writing,
  params: JudgeParams,
  response: Judge,
});
