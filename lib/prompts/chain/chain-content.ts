import { z } from "zod";
import { Json } from "@/lib/http/contract";
import { PromptName, VersionNumber } from "@/lib/prompts/contract";
import { JsonSchema, ToolDefinition } from "@/lib/providers/contract";
import { parseExpression } from "./parse-expression";

export const MOST_STEPS = 30;
const longestChain = 500_000;

export const StepKey = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,39}$/,
    "Use up to 40 letters, digits, _ or -, beginning with a letter, for example select_tool.",
  );

/**
 * Where a value comes from: `inputs.<variable>` or `steps.<key>.output`, each with a path into it, for example
 * `steps.route.output.category`.
 */
export const Expression = z
  .string()
  .max(500, "At most 500 characters.")
  .refine(
    (text) => parseExpression(text) !== null,
    "Write inputs.<variable> or steps.<key>.output, for example steps.route.output.category.",
  )
  .meta({ id: "ChainExpression", example: "steps.route.output.category" });
export type Expression = z.infer<typeof Expression>;

/** A public address that gets the step's input as JSON and answers with JSON. */
const Endpoint = z
  .url({ protocol: /^https?$/, error: "Give an address that begins with https:// or http://." })
  .max(2_000, "At most 2,000 characters.");

/** Headers that the call itself sets. */
const OWN_HEADERS = /^(?:host|content-.*|accept.*|connection|transfer-encoding|cookie|expect|te)$/i;

/** A header that the address gets, its whole value a secret of the project, which the chain knows by name alone. */
export const EndpointAuth = z.strictObject({
  header: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,59}$/, "Name a header, for example Authorization.")
    .refine((name) => !OWN_HEADERS.test(name), "This header cannot be set. Use another one."),
  secret: z.string().min(1, "Choose a secret.").max(60),
});
export type EndpointAuth = z.infer<typeof EndpointAuth>;

const hasAddress = ({ auth, url }: { auth?: unknown; url?: unknown }) =>
  auth === undefined || url !== undefined;
const authWithoutAddress = {
  path: ["auth"],
  error: "A secret is sent to an address. Give the address, or take the secret away.",
};

const topK = z.int("A whole number.").min(1, "At least 1.").max(50, "At most 50.").default(4);

export const PromptConfig = z.strictObject({ prompt: PromptName, version: VersionNumber });

export const RetrieveConfig = z
  .strictObject({
    documents: z.string().min(1, "Name a document set.").max(200).optional(),
    /** Of the document set; without one it is the newest at each run. */
    revision: z.int().min(1).optional(),
    url: Endpoint.optional(),
    auth: EndpointAuth.optional(),
    topK,
    /** From 0 to 1. */
    minScore: z.number().min(0, "At least 0.").max(1, "At most 1.").optional(),
  })
  .refine(({ documents, url }) => (documents === undefined) !== (url === undefined), {
    path: ["documents"],
    error: "Name a document set, or give an address; one of the two.",
  })
  .refine(hasAddress, authWithoutAddress);
export type RetrieveConfig = z.infer<typeof RetrieveConfig>;

/** The answer to a call whose arguments have all of `arguments`. */
const CannedAnswer = z.strictObject({
  arguments: z.record(z.string(), Json).default({}),
  output: Json,
});

export const ToolConfig = z
  .strictObject({
    tool: ToolDefinition,
    url: Endpoint.optional(),
    auth: EndpointAuth.optional(),
    canned: z.array(CannedAnswer).max(200, "At most 200 answers.").optional(),
    outputSchema: JsonSchema.optional(),
  })
  .refine(({ url, canned }) => url !== undefined || (canned?.length ?? 0) > 0, {
    path: ["url"],
    error: "Give the tool an address, or canned answers.",
  })
  .refine(hasAddress, authWithoutAddress);
export type ToolConfig = z.infer<typeof ToolConfig>;

export const RouteOperator = z.enum(["equals", "one_of", "contains", "above", "below", "exists"]);
export type RouteOperator = z.infer<typeof RouteOperator>;

/** `value` is the name of one of the step's inputs. */
const RouteCondition = z.strictObject({
  value: z.string().min(1).max(100),
  operator: RouteOperator,
  to: Json.optional(),
});
export type RouteCondition = z.infer<typeof RouteCondition>;

const BranchName = z.string().trim().min(1, "Name the branch.").max(100, "At most 100 characters.");

export const RouteConfig = z.strictObject({
  /** The first whose condition holds is taken. */
  branches: z
    .array(z.strictObject({ name: BranchName, when: RouteCondition }))
    .min(1, "Give at least one branch.")
    .max(50, "At most 50 branches."),
  otherwise: BranchName,
});
export type RouteConfig = z.infer<typeof RouteConfig>;

/** Any scorer that asks no model; whether it is one is checked when the version is saved. */
export const ValidateConfig = z.strictObject({
  scorer: z.looseObject({ kind: z.string() }),
});

export const CodeConfig = z.strictObject({
  /** The body of a JavaScript function of `input`. */
  code: z.string().trim().min(1, "Write the code.").max(20_000, "At most 20,000 characters."),
  outputSchema: JsonSchema.optional(),
});

export const OnFailure = z.enum(["retry", "fallback", "escalate", "stop"]);
export type OnFailure = z.infer<typeof OnFailure>;

/** The step runs only when the route of an earlier step took one of these branches. */
const OnlyIf = z.strictObject({
  step: StepKey,
  is: z.array(BranchName).min(1, "Name at least one branch.").max(50),
});

const step = <Kind extends string, Config extends z.ZodType>(kind: Kind, config: Config) =>
  z.strictObject({
    key: StepKey,
    kind: z.literal(kind),
    config,
    input: z.record(z.string().min(1).max(100), Expression).default({}),
    /** What follows when the step has no answer or its validation fails; `stop` without one. */
    onFailure: OnFailure.optional(),
    /** The output in that case, for `fallback`. */
    fallback: Json.optional(),
    onlyIf: OnlyIf.optional(),
  });

export const ChainStep = z
  .discriminatedUnion(
    "kind",
    [
      step("prompt", PromptConfig),
      step("retrieve", RetrieveConfig),
      step("tool", ToolConfig),
      step("route", RouteConfig),
      step("validate", ValidateConfig),
      step("code", CodeConfig),
    ],
    { error: "A step's kind is prompt, retrieve, tool, route, validate or code." },
  )
  .meta({ id: "ChainStep" });
export type ChainStep = z.infer<typeof ChainStep>;
export type StepKind = ChainStep["kind"];
export type StepOf<Kind extends StepKind> = Extract<ChainStep, { kind: Kind }>;

export const chainShape = {
  steps: z
    .array(ChainStep)
    .min(1, "Add at least one step.")
    .max(MOST_STEPS, `A chain has at most ${MOST_STEPS} steps.`),
  /** Of the chain's inputs, an object; without one, whatever its steps name. */
  inputs: JsonSchema.optional(),
  /** What the chain answers; without one, the output of its last step. */
  output: Expression.optional(),
};

export const chainFits = (content: unknown) => JSON.stringify(content).length <= longestChain;
export const chainTooLarge = "A chain has at most 500,000 characters in all.";

/** Steps in their order, each fed by the chain's inputs and the steps before it. */
export const ChainContent = z
  .strictObject(chainShape)
  .refine(chainFits, chainTooLarge)
  .meta({ id: "ChainContent" });
export type ChainContent = z.infer<typeof ChainContent>;

/** A draft may lack what a version may not: nothing but the outer shape is checked. */
export const ChainDraft = z
  .looseObject({ steps: z.array(z.looseObject({ key: z.string(), kind: z.string() })) })
  .refine(chainFits, chainTooLarge);
