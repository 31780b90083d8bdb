import { z } from "zod";
import { Json } from "@/lib/http/contract";
import { leafScorers } from "./leaf-scorers";
import { fraction, scorer, settings } from "./scorer-settings";

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

const named = {
  scorer: z.string(),
  kind: z.string(),
  /** A scorer of the case itself, not of the run. */
  ofCase: z.literal(true).optional(),
};
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
