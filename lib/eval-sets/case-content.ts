import { z } from "zod";
import { formatCount } from "@/lib/format-number";
import { Json } from "@/lib/http/contract";
import { asksModel } from "@/lib/scorers/asks-model";
import { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { inputLength } from "@/lib/segments/input-length";
import type { KeptTest } from "./promptfoo/kept-test";

export const CaseKind = z.enum(["routine", "edge", "adversarial", "malformed", "production"]);
export type CaseKind = z.infer<typeof CaseKind>;

export const Split = z.enum(["development", "holdout"]);
export type Split = z.infer<typeof Split>;

/** Whether a file holds what is held out as well: an admin's choice, which is recorded. */
export const HoldoutChoice = z.enum(["exclude", "include"]);
export type HoldoutChoice = z.infer<typeof HoldoutChoice>;

export const MAX_INPUT_CHARACTERS = 200_000;

export const CaseId = z
  .string()
  .trim()
  .min(1, "Enter an id.")
  .max(200, "Use at most 200 characters.")
  .refine((id) => !/\p{Cc}|\p{Cs}/u.test(id), "An id has no line breaks or control characters.");

/** PostgreSQL stores neither U+0000 nor half of a surrogate pair in JSON. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

function isStorable(value: unknown): boolean {
  return !unstorable.test(JSON.stringify(value) ?? "");
}

const brokenText = "It contains a NUL or broken character. Remove it, or save the file as UTF-8.";

const inexactText =
  "It contains a number beyond 9,007,199,254,740,991, which loses digits. Write it as text, in quotes.";

/** A number that JSON keeps as it was written: finite, and not so large that digits are rounded away. */
const isExactNumber = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

/** `1e400` in a file is infinite once it is read, and would be stored as null. */
const hasExactNumbers = (value: unknown): boolean =>
  typeof value === "number"
    ? isExactNumber(value)
    : typeof value !== "object" || value === null || Object.values(value).every(hasExactNumbers);

const ExactJson = z
  .unknown()
  .refine(hasExactNumbers, { error: inexactText, abort: true })
  .pipe(Json) as z.ZodType<JsonValue, JsonValue>;

export const Expected = ExactJson.refine(isStorable, brokenText).refine(
  (value) => (JSON.stringify(value) ?? "").length <= MAX_INPUT_CHARACTERS,
  "The expected answer is longer than 200,000 characters.",
);

/**
 * Scorers of one case, next to those of a run. They ask no model: what a judge or an embedding says belongs to the
 * whole run, where it is calibrated, approved and paid for.
 */
export const CaseAssertions = z
  .array(ScorerSpec)
  .min(1, "Give at least one scorer, or null for none.")
  .max(20, "At most 20 scorers.")
  .refine(
    (specs) => !asksModel(specs),
    "A case's own scorers ask no model. Give the run a judge, or a similar scorer, for all cases.",
  )
  .refine(
    (specs) => JSON.stringify(specs).length <= 50_000,
    "The scorers of a case have at most 50,000 characters.",
  )
  .refine(isStorable, brokenText);

/**
 * What a case expects of single steps of a chain, by their keys: an output, or how it is compared
 * (lib/runs/execute/match-expectation.ts).
 */
export const CaseSteps = z
  .record(z.string().min(1).max(40, "A step's key has at most 40 characters."), ExactJson)
  .refine((steps) => Object.keys(steps).length <= 30, "At most 30 steps.")
  .refine(isStorable, brokenText)
  .refine(
    (steps) => JSON.stringify(steps).length <= MAX_INPUT_CHARACTERS,
    "What is expected of the steps is longer than 200,000 characters.",
  );
export type CaseSteps = z.infer<typeof CaseSteps>;

export const CaseInput = z
  .record(
    z
      .string()
      .min(1, "A variable needs a name.")
      .max(100, "A variable's name has at most 100 characters."),
    ExactJson,
  )
  .refine((input) => Object.keys(input).length > 0, "A case needs at least one variable.")
  .refine((input) => Object.keys(input).length <= 100, "A case has at most 100 variables.")
  .refine(isStorable, brokenText)
  .refine((input) => inputLength(input) <= MAX_INPUT_CHARACTERS, {
    error: (issue) =>
      `The input has ${formatCount(inputLength(issue.input as Record<string, JsonValue>))} characters, at most 200,000.`,
  });
export type CaseInput = z.infer<typeof CaseInput>;

export const CaseAttributes = z
  .record(
    z.string().min(1).max(100, "An attribute's name has at most 100 characters."),
    z.union([
      z.string().max(1_000, "An attribute has at most 1,000 characters."),
      z.number().refine(isExactNumber, inexactText),
      z.boolean(),
    ]),
  )
  .refine((attributes) => Object.keys(attributes).length <= 50, "A case has at most 50 attributes.")
  .refine(isStorable, brokenText);
export type CaseAttributes = z.infer<typeof CaseAttributes>;

/** What a case says, without its id and place. */
export interface CaseContent {
  input: CaseInput;
  expected: JsonValue | null;
  kind: CaseKind;
  split: Split;
  attributes: CaseAttributes;
  /** The case's own scorers; null: none. */
  assertions: ScorerSpec[] | null;
  /** What it expects of single steps of a chain; null: nothing. */
  steps?: CaseSteps | null;
  /** What its promptfoo test says that no scorer here runs. It decides nothing, and is exported again. */
  promptfoo?: KeptTest | null;
}
