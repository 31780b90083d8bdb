import { z } from "zod";
import { formatCount } from "@/lib/format-number";
import { Timestamp } from "@/lib/http/contract";

export const noteText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${formatCount(most)} characters.`);

/** The author's words. What was measured is written beside them by Galley and cannot be altered. */
export const WrittenNote = z
  .strictObject({
    goal: noteText(2_000).min(1, "Say what gets better, and for whom."),
    change: noteText(4_000).min(1, "Say what you did."),
    evalResult: noteText(4_000).optional(),
    tradeOff: noteText(4_000).optional(),
    risks: noteText(4_000).optional(),
  })
  .meta({ id: "WrittenNote" });
export type WrittenNote = z.infer<typeof WrittenNote>;

/** A run that a figure comes from. */
export const RunRef = z.object({ id: z.string(), number: z.int() });
export type RunRef = z.infer<typeof RunRef>;

export const FigureKind = z.enum([
  "pass_rate",
  "scorer_rate",
  "difference",
  "newly_passing",
  "newly_failing",
  "segment_difference",
  "latency_p95_ms",
  "latency_p95_difference_ms",
  "cost_per_success_usd",
  "cost_difference_usd",
]);
export type FigureKind = z.infer<typeof FigureKind>;

/**
 * One measured figure, as the API of `run` says it (with `baseline`: of their comparison). Rates and
 * differences of rates are fractions, durations milliseconds, money US dollars. `of` names a scorer or segment.
 */
export const MeasuredFigure = z
  .object({
    kind: FigureKind,
    of: z.string().optional(),
    value: z.number(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    n: z.int().nullable(),
    run: RunRef,
    baseline: RunRef.optional(),
  })
  .meta({ id: "MeasuredFigure" });
export type MeasuredFigure = z.infer<typeof MeasuredFigure>;

/** Words and figures in turn; a part with `figure` is what the figure reads like. */
export const MeasuredSentence = z
  .object({
    parts: z.array(z.object({ text: z.string(), isFigure: z.boolean() })),
    tone: z.enum(["plain", "inconclusive", "worse"]),
    figures: z.array(MeasuredFigure),
  })
  .meta({ id: "MeasuredSentence" });
export type MeasuredSentence = z.infer<typeof MeasuredSentence>;

/** What the runs say about a version, against what is live. Frozen with the release. */
export const Measured = z
  .object({
    asOf: Timestamp,
    /** The version that it is compared with; null: nothing was live, or it was never measured. */
    against: z.int().nullable(),
    runs: z.array(RunRef),
    evalResult: z.array(MeasuredSentence),
    tradeOff: z.array(MeasuredSentence),
  })
  .meta({ id: "Measured" });
export type Measured = z.infer<typeof Measured>;

/** `evalResult` and `tradeOff` are whole texts: the measured sentences, then the author's words (`added`). */
export const ReleaseNote = z
  .object({
    goal: z.string(),
    change: z.string(),
    evalResult: z.string(),
    tradeOff: z.string(),
    risks: z.string(),
    added: z.object({ evalResult: z.string(), tradeOff: z.string() }),
    measured: Measured,
  })
  .meta({ id: "ReleaseNote" });
export type ReleaseNote = z.infer<typeof ReleaseNote>;
