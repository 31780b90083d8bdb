import { z } from "zod";
import { Json } from "@/lib/http/contract";
import { boundedSchemaText, type JsonSchema } from "./schema-size";

const MAX_PATTERN_LENGTH = 1_000;

/** An object that names what it knows when it gets something else. */
function settings<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `Unknown setting ${issue.keys.map((key) => `"${key}"`).join(", ")}. ${
            names.length ? `Use: ${names.join(", ")}.` : "This scorer has no settings."
          }`
        : undefined,
  });
}

const text = z.string().max(10_000);
const list = z
  .union([
    text.regex(/\{\{/, "Give a list of texts, or one {{reference}}."),
    z.array(text).min(1).max(200),
  ])
  .optional();
const negate = z.boolean().default(false);
const field = z.string().min(1).max(200);
const repair = z.boolean().default(false);
const fraction = z.number().min(0).max(1);

/** Tells what is wrong at the moment of writing, not case by case in a run. */
function checked<Value>(compile: (value: Value) => unknown) {
  return (value: Value, context: z.RefinementCtx) => {
    try {
      compile(value);
    } catch (error) {
      const message = error instanceof Error ? error.message : "It cannot be used.";
      context.addIssue({ code: "custom", message });
    }
  };
}

const schema = z
  .union([z.boolean(), z.record(z.string(), Json)])
  .superRefine(checked<JsonSchema>(boundedSchemaText));

const scorer = <Kind extends string, Config extends z.ZodType>(kind: Kind, config: Config) =>
  z.strictObject({
    kind: z.literal(kind),
    /** What results and charts call it; the kind and its field unless given. */
    name: z.string().trim().min(1).max(60).optional(),
    config,
  });

const oneText = () => settings({ value: text.optional(), negate }).prefault({});
const manyTexts = () => settings({ values: list, negate }).prefault({});

const judge = z.string("Name the judge.").trim().min(1, "Name the judge.").max(120);

const fieldRule = settings({
  field,
  value: Json.optional(),
  match: z.enum(["exact", "ignore-case", "number", "set"]).optional(),
  tolerance: z.number().min(0).default(0),
  required: z.boolean().default(true),
});

const leafScorers = [
  scorer(
    "equals",
    settings({
      value: Json.optional(),
      field: field.optional(),
      ignoreCase: z.boolean().default(false),
      negate,
    }).prefault({}),
  ),
  scorer("contains", oneText()),
  scorer("icontains", oneText()),
  scorer("contains-any", manyTexts()),
  scorer("icontains-any", manyTexts()),
  scorer("contains-all", manyTexts()),
  scorer("icontains-all", manyTexts()),
  scorer(
    "starts-with",
    settings({ value: text.optional(), ignoreCase: z.boolean().default(false), negate }).prefault(
      {},
    ),
  ),
  scorer(
    "regex",
    settings({
      pattern: z.string().min(1).max(MAX_PATTERN_LENGTH).optional(),
      flags: z.string().max(3).default(""),
      negate,
    }).prefault({}),
  ),
  scorer(
    "is-json",
    settings({ type: z.enum(["any", "object", "array"]).default("any"), repair }).prefault({}),
  ),
  scorer("json-schema", settings({ schema: schema.optional(), repair }).prefault({})),
  scorer("contains-json", settings({ schema: schema.optional(), repair }).prefault({})),
  scorer(
    "label",
    settings({
      field: field.optional(),
      value: text.optional(),
      labels: z.array(z.string().min(1).max(200)).min(1).max(500).optional(),
      repair,
    }).prefault({}),
  ),
  scorer(
    "fields",
    settings({
      fields: z
        .array(z.union([field, fieldRule]))
        .min(1)
        .max(100)
        .optional(),
      /** What `value` is and `threshold` asks for. Optional: definitions that are stored have none. */
      measure: z.enum(["share", "precision", "recall", "f1"]).optional(),
      threshold: fraction.optional(),
      repair,
    }).prefault({}),
  ),
  scorer(
    "refusal",
    settings({ expect: z.enum(["refuse", "answer", "expected"]).default("expected") }).prefault({}),
  ),
  scorer(
    "latency",
    settings({
      maxMs: z.number("Give maxMs, the most milliseconds that are acceptable.").positive(),
    }),
  ),
  scorer(
    "cost",
    settings({
      maxUsd: z.number("Give maxUsd, the most dollars that are acceptable.").nonnegative(),
    }),
  ),
  scorer(
    "word-count",
    settings({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })
      .refine(({ min, max }) => min !== undefined || max !== undefined, "Give min, max or both.")
      .refine(
        ({ min, max }) => (min ?? 0) <= (max ?? Number.POSITIVE_INFINITY),
        "min is larger than max.",
      ),
  ),
  scorer(
    "judge-rubric",
    settings({
      /** A judge of the project. Only that can be calibrated; an inline rubric never votes. */
      judge: judge.optional(),
      rubric: z.string().trim().min(1).max(8_000).optional(),
      threshold: fraction.optional(),
      model: z.strictObject({ provider: z.string().min(1), name: z.string().min(1) }).optional(),
      includeInput: z.boolean().default(true),
      includeExpected: z.boolean().default(true),
    })
      .prefault({})
      .refine(
        ({ judge: name, rubric }) => (name === undefined) !== (rubric === undefined),
        "Give a rubric: what a good answer does. Or name a judge, not both.",
      ),
  ),
  scorer("judge-label", settings({ judge })),
  scorer(
    "judge-pairwise",
    settings({ judge, baseline: z.literal("expected").default("expected") }),
  ),
  scorer(
    "judge-grounded",
    settings({
      judge,
      /** The input variable that holds what the answer has to be supported by; `context` unless given. */
      context: field.optional(),
    }),
  ),
] as const;

const LeafScorer = z.discriminatedUnion("kind", leafScorers, { error: unknownKind });
/** A scorer that looks at one answer by itself; a weighted set holds these. */
export type LeafScorer = z.infer<typeof LeafScorer>;

const member = settings({
  scorer: LeafScorer,
  weight: z.number().positive().max(1_000).default(1),
  required: z.boolean().default(false),
});

/**
 * How one output is turned into a score: `{ kind, name?, config? }`. Without settings a scorer
 * compares with the case's `expected`.
 */
export const ScorerSpec = z.discriminatedUnion(
  "kind",
  [
    ...leafScorers,
    scorer(
      "all",
      settings({
        scorers: z.array(member).min(1, "Give at least one scorer.").max(20),
        threshold: fraction.default(1),
      }),
    ),
  ],
  { error: unknownKind },
);
export type ScorerSpec = z.infer<typeof ScorerSpec>;
export type ScorerSpecInput = z.input<typeof ScorerSpec>;
export type ScorerKind = ScorerSpec["kind"];
export type ScorerOf<Kind extends ScorerKind> = Extract<ScorerSpec, { kind: Kind }>;

export const scorerKinds = ScorerSpec.options.map((option) => option.shape.kind.value);

function unknownKind(issue: { code?: string; input?: unknown }): string | undefined {
  if (issue.code !== "invalid_union") return undefined;
  const kind = (issue.input as { kind?: unknown } | null)?.kind;
  const kinds = [...leafScorers.map((option) => option.shape.kind.value), "all"].join(", ");
  return `${kind === undefined ? "A scorer needs a kind" : `Unknown scorer kind ${JSON.stringify(kind)}`}. Use one of: ${kinds}.`;
}

/** The scorers of one run. */
export const ScorerList = z.array(ScorerSpec).min(1, "Give at least one scorer.").max(20);
export type ScorerList = z.infer<typeof ScorerList>;

const named = { scorer: z.string(), kind: z.string() };
const details = z.record(z.string(), Json).optional();

/**
 * One scorer's word on one output. `value` is 0..1 for checks, milliseconds for `latency`, dollars for
 * `cost`, words for `word-count`. `errored` and `not_measured` are neither a pass nor a fail.
 */
export const Score = z.discriminatedUnion("status", [
  z.object({
    ...named,
    status: z.literal("scored"),
    value: z.number(),
    passed: z.boolean(),
    reason: z.string(),
    details,
  }),
  z.object({
    ...named,
    status: z.enum(["errored", "not_measured"]),
    value: z.null(),
    passed: z.null(),
    reason: z.string(),
  }),
]);
export type Score = z.infer<typeof Score>;
