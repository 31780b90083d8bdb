import { z } from "zod";
import { Json } from "@/lib/http/contract";
import type { FinishReason } from "@/lib/providers/provider";
import { judgeScorers } from "./judge-scorers";
import { boundedSchemaText, type JsonSchema } from "./schema-size";
import { fraction, scorer, settings } from "./scorer-settings";

const MAX_PATTERN_LENGTH = 1_000;
const MAX_CODE_LENGTH = 20_000;

/** Why an answer ended, as calls and traces say it. */
export const finishReasons = [
  "stop",
  "length",
  "content_filter",
  "tool_calls",
  "error",
  "other",
] as const satisfies readonly FinishReason[];

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

const oneText = () => settings({ value: text.optional(), negate }).prefault({});
const manyTexts = () => settings({ values: list, negate }).prefault({});

const fieldRule = settings({
  field,
  value: Json.optional(),
  match: z.enum(["exact", "ignore-case", "number", "set"]).optional(),
  tolerance: z.number().min(0).default(0),
  required: z.boolean().default(true),
});

/** Every kind that looks at one answer by itself, with its settings. */
export const leafScorers = [
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
  scorer("finish-reason", settings({ value: z.enum(finishReasons).optional() }).prefault({})),
  scorer(
    "tool-call",
    settings({
      name: z.string().trim().min(1).max(200).optional(),
      arguments: z.record(z.string(), Json).optional(),
      match: z.enum(["subset", "exact"]).default("subset"),
      /** Of F1 over the expected calls; without a name only. */
      threshold: fraction.default(1),
      negate,
    })
      .refine(
        ({ name, arguments: args }) => name !== undefined || args === undefined,
        "Arguments need the name of their tool.",
      )
      .refine(
        ({ name, negate: isNegated }) => name !== undefined || !isNegated,
        "Name the tool that must not be called.",
      )
      .prefault({}),
  ),
  scorer(
    "trajectory",
    settings({
      tools: z.array(z.string().trim().min(1).max(200)).max(100).optional(),
      match: z.enum(["exact", "in-order", "unordered", "subset", "superset"]).default("exact"),
    }).prefault({}),
  ),
  scorer(
    "grounded-quotes",
    settings({
      /** The variable that holds what may be quoted. */
      context: field.default("context"),
      allowNone: z.boolean().default(false),
    }).prefault({}),
  ),
  scorer(
    "levenshtein",
    settings({
      value: text.optional(),
      threshold: fraction.default(0.8),
      /** Edits; in place of the threshold. */
      maxDistance: z.int().min(0).optional(),
      ignoreCase: z.boolean().default(false),
    }).prefault({}),
  ),
  scorer(
    "rouge-n",
    settings({
      n: z.int().min(1).max(9).default(1),
      value: text.optional(),
      threshold: fraction.default(0.75),
    }).prefault({}),
  ),
  scorer(
    "bleu",
    settings({ value: text.optional(), threshold: fraction.default(0.5) }).prefault({}),
  ),
  scorer(
    "similar",
    settings({
      /** What turns texts into vectors. */
      model: z.strictObject(
        { provider: z.string().min(1), name: z.string().min(1) },
        "Name the model that embeds: { provider, name }.",
      ),
      value: text.optional(),
      threshold: z.number().min(-1).max(1).default(0.75),
    }),
  ),
  scorer(
    "script",
    settings({
      /** The body of a function of output, expected, input and context. */
      code: z
        .string("Write the body of a function that returns true or false.")
        .trim()
        .min(1, "Write the body of a function that returns true or false.")
        .max(MAX_CODE_LENGTH),
      /** A number that is returned passes from here on; without it when it is above 0. */
      threshold: z.number().optional(),
    }),
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
  ...judgeScorers,
] as const;
