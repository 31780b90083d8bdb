import { z } from "zod";
import { formatCount } from "@/lib/format-number";
import { Json } from "@/lib/http/contract";
import type { JsonValue } from "@/lib/scorers/json-value";

/** What a person said of an output. */
export const HumanLabel = z.enum(["pass", "fail"], "Write pass or fail.");
export type HumanLabel = z.infer<typeof HumanLabel>;

export const LONGEST_RECORDED_OUTPUT = 400_000;
const MOST_MS = 2_000_000_000;
const MOST_TOKENS = 2_000_000_000;

const Milliseconds = z.number().min(0, "At least 0.").max(MOST_MS, "At most 2,000,000,000.");
const Tokens = z.int("A whole number.").min(0, "At least 0.").max(MOST_TOKENS, "Too many.");
const Usd = z.number().min(0, "At least 0.").max(1_000_000, "At most 1,000,000 dollars.");

const RecordedToolCall = z.strictObject({
  id: z.string().max(200).optional(),
  name: z.string().min(1, "Name the tool.").max(200),
  arguments: Json.optional(),
});

const CaseOrInputs = {
  case: z.string().trim().min(1).max(200).optional(),
  /** Members of the case's input: it belongs to the one case that has all of them. */
  inputs: z.record(z.string().min(1).max(100), Json).optional(),
};

/** An output that something else made. What is not given is not known: it stays null and is never 0. */
export const RecordedOutput = z
  .strictObject({
    ...CaseOrInputs,
    /** JSON that is no text is written as text. */
    output: Json.optional(),
    toolCalls: z.array(RecordedToolCall).max(200).optional(),
    latencyMs: Milliseconds.nullish(),
    tokens: z
      .strictObject({
        input: Tokens.nullish(),
        cachedInput: Tokens.nullish(),
        output: Tokens.nullish(),
      })
      .nullish(),
    costUsd: Usd.nullish(),
    error: z.string().max(10_000, "At most 10,000 characters.").nullish(),
    label: HumanLabel.nullish(),
  })
  .refine((row) => row.case !== undefined || row.inputs !== undefined, {
    path: ["case"],
    error: "Name the case, or give its inputs.",
  })
  .refine(({ output, error }) => (output ?? null) !== null || Boolean(error), {
    path: ["output"],
    error: "Give the output, or the error that there was in place of one.",
  })
  .refine(({ output }) => textOf(output ?? "").length <= LONGEST_RECORDED_OUTPUT, {
    path: ["output"],
    error: `The output is longer than ${formatCount(LONGEST_RECORDED_OUTPUT)} characters.`,
  })
  .meta({ id: "RecordedOutput" });
export type RecordedOutput = z.infer<typeof RecordedOutput>;

export function textOf(output: JsonValue): string {
  return typeof output === "string" ? output : JSON.stringify(output);
}

/** Rows count from 1: the outputs of a list, the data rows of a file. */
export const UnmatchedRow = z
  .object({ row: z.int(), message: z.string() })
  .meta({ id: "UnmatchedRow" });
export type UnmatchedRow = z.infer<typeof UnmatchedRow>;

/** How many rows found their case, and why the others did not; the first 5,000 of those. */
export const RecordedMatch = {
  matched: z.int(),
  unmatched: z.array(UnmatchedRow),
  /** Of the matched: made from other inputs than their case has, so that no comparison counts them. */
  otherInputs: z.int(),
};
