import { z } from "zod";
import { Split } from "@/lib/eval-sets/case-content";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import { ChainContent } from "@/lib/prompts/chain/chain-content";
import { PromptName, VersionNumber } from "@/lib/prompts/contract";
import { VersionContent } from "@/lib/prompts/version-contract";
import { ModelRef } from "@/lib/providers/contract";
import { ScorerList } from "@/lib/scorers/contract";
import { RecordedMatch, RecordedOutput } from "./recorded-output";

export const RunTitle = z.string().trim().max(120, "At most 120 characters.");

export const MaxCostUsd = z
  .number()
  .positive("More than 0.")
  .max(100_000, "At most 100,000 dollars.");

export const MOST_REPEATS = 20;

const plan = {
  /** What is run: a prompt, or a chain. */
  prompt: PromptName.optional(),
  chain: PromptName.optional(),
  version: VersionNumber.optional(),
  content: VersionContent.optional(),
  /** Of a chain's draft, in place of `content`. */
  chainContent: ChainContent.optional(),
  evalSet: z.string().min(1, "Name an eval set.").max(200),
  split: Split.default("development"),
  scorers: ScorerList.optional(),
  model: ModelRef.optional(),
  repeats: z
    .int("A whole number.")
    .min(1, "At least 1.")
    .max(MOST_REPEATS, `At most ${MOST_REPEATS}.`)
    .default(1),
  concurrency: z.int("A whole number.").min(1, "At least 1.").max(64, "At most 64.").default(8),
  cache: z.boolean().default(false),
  maxCostUsd: MaxCostUsd.optional(),
  title: RunTitle.optional(),
};

type Target = {
  prompt?: unknown;
  chain?: unknown;
  version?: unknown;
  content?: unknown;
  chainContent?: unknown;
};

export const hasOneName = ({ prompt, chain }: Target) =>
  (prompt === undefined) !== (chain === undefined);

export const oneName = {
  path: ["prompt"],
  error: "Name the prompt to run, or the chain; one of the two.",
};

const hasOneContent = ({ chain, version, content, chainContent }: Target) =>
  [version, chain === undefined ? content : chainContent].filter((one) => one !== undefined)
    .length === 1 && (chain === undefined ? chainContent : content) === undefined;

const oneContent = {
  path: ["version"],
  error: "Give the version to run, or the content of a draft; one of the two.",
};

/** A run is of a saved `version`, or of `content`: a draft as it stands. */
export const StartRun = z
  .strictObject(plan)
  .refine(hasOneName, oneName)
  .refine(hasOneContent, oneContent)
  .meta({ id: "StartRun" });
export type StartRun = z.infer<typeof StartRun>;
export type StartRunInput = z.input<typeof StartRun>;

/** With `outputs` no model is called: they are scored as what `version` answered. */
export const StartOrRecordRun = z
  .strictObject({
    ...plan,
    outputs: z.array(RecordedOutput).min(1, "Give at least one output.").optional(),
  })
  .refine(hasOneName, oneName)
  .refine(hasOneContent, oneContent)
  .refine(({ outputs, content }) => !outputs || content === undefined, {
    path: ["content"],
    error: "Recorded outputs belong to a saved version. Name the version.",
  })
  .refine(({ outputs, cache }) => !outputs || !cache, {
    path: ["cache"],
    error: "Recorded outputs call no model, so there is nothing to cache.",
  })
  .refine(({ outputs, maxCostUsd }) => !outputs || maxCostUsd === undefined, {
    path: ["maxCostUsd"],
    error: "Recorded outputs call no model, so there is no cost to cap.",
  })
  .meta({ id: "StartOrRecordRun" });
export type StartOrRecordRun = z.infer<typeof StartOrRecordRun>;

/** What the cases of a run lack. Of a holdout that may not be seen only whether it lacks variables. */
export const RunCheck = z
  .object({
    cases: z.int().nullable(),
    /** Variables of the prompt, and how many cases have no value for them. */
    missing: z.array(z.object({ variable: z.string(), cases: z.int() })),
    lacksVariables: z.boolean(),
    /** Cases that expect nothing, and the scorers that then say nothing about them. */
    withoutExpected: z.object({ cases: z.int(), scorers: z.array(z.string()) }).nullable(),
  })
  .meta({ id: "RunCheck" });
export type RunCheck = z.infer<typeof RunCheck>;

export const checkRunRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/run-checks",
  summary: "What the cases of a run lack; starts nothing",
  access: { scope: "evals:write", role: "editor" },
  params: ProjectParams,
  body: StartRun,
  response: RunCheck,
});

export const startRunRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/runs",
  summary: "Start a run of a version or a draft over an eval set, or score recorded outputs",
  access: { scope: "evals:write", role: "editor" },
  params: ProjectParams,
  body: StartOrRecordRun,
  status: 202,
  response: z.object({
    id: z.string(),
    number: z.int(),
    ...z.object(RecordedMatch).partial().shape,
  }),
});
