import { z } from "zod";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { JudgeWords } from "@/lib/scorers/judge-definition";
import { parseEmbeddedObjects, parseWholeJson } from "@/lib/scorers/parse-json";
import { findRefusal } from "./is-refusal";
import type { JudgeReply } from "./judge-request";

/** What a judge said. `label` is one of its labels, `pass` or `fail`, or which of two answers is better. */
export interface ParsedVerdict {
  label: string;
  passed: boolean;
  score: number | null;
  reason: string;
}

/** How an answer can fail to be a verdict. None of them is a fail of what was judged. */
export type VerdictFlaw =
  | "content_filter"
  | "tool_call"
  | "empty"
  | "refusal"
  | "cut_off"
  | "contradictory"
  | "quoted"
  | "malformed";

export type VerdictReading =
  | { ok: true; verdict: ParsedVerdict }
  | { ok: false; flaw: VerdictFlaw; message: string };

export interface VerdictReader extends JudgeWords {
  /** The least score that passes; null: the judge says it itself. */
  threshold: number | null;
}

const Reason = z.string().trim().min(1).max(4_000);
/** Models add members of their own; only what was asked for counts. */
const Graded = z.object({
  passed: z.boolean(),
  score: z.number().min(0).max(1).nullish(),
  reason: Reason,
});
const Labelled = z.object({ label: z.string(), reason: Reason });
const Compared = z.object({ better: z.enum(["first", "second", "tie"]), reason: Reason });

/**
 * Reads a judge's answer, or says what is wrong with it. `judged` is the text that it was shown as data: a verdict
 * that stands there already is a quotation, and whoever wrote that text must not vote on it.
 */
export function parseVerdict(
  reply: JudgeReply,
  reader: VerdictReader,
  judged = "",
): VerdictReading {
  const text = reply.text.trim();
  if (reply.finishReason === "content_filter") {
    return flawed("content_filter", "A content filter stopped the judge's answer.");
  }
  if (text === "" && reply.toolCalls > 0) {
    return flawed("tool_call", "The judge called a tool in place of answering.");
  }
  if (text === "") return flawed("empty", "The judge's answer is empty.");
  const { objects, isWhole } = objectsIn(text);
  if (reply.finishReason === "length" && !isWhole) {
    return flawed("cut_off", "The judge's answer was cut off. Allow it more output tokens.");
  }
  const unquoted = withoutQuotations(objects, judged);
  const plain = parsePlainVerdict(text, reader, linesOf(judged));
  if (unquoted.length > 0) return agreeing(fromObjects(unquoted, reader), plain);
  if (plain) return plain;
  if (objects.length > 0) {
    return flawed(
      "quoted",
      "The judge's answer repeats a verdict that stands in what it judged, and gives none of its own.",
    );
  }
  const refusal = findRefusal(text);
  if (refusal) return flawed("refusal", `The judge refused to judge: “${refusal.phrase}”.`);
  return flawed("malformed", `The judge's answer is not JSON: “${text.slice(0, 80)}”`);
}

const flawed = (flaw: VerdictFlaw, message: string): VerdictReading => ({
  ok: false,
  flaw,
  message,
});

function objectsIn(text: string): { objects: JsonValue[]; isWhole: boolean } {
  const whole = parseWholeJson(text);
  if (whole.ok && typeof whole.value === "object" && !Array.isArray(whole.value)) {
    return { objects: [whole.value], isWhole: true };
  }
  return { objects: parseEmbeddedObjects(text), isWhole: false };
}

function withoutQuotations(objects: readonly JsonValue[], judged: string): JsonValue[] {
  if (!judged.includes("{")) return [...objects];
  const quotable = new Set(parseEmbeddedObjects(judged).map((each) => canonicalJson(each)));
  return objects.filter((object) => !quotable.has(canonicalJson(object)));
}

const linesOf = (text: string): ReadonlySet<string> =>
  new Set(text.split("\n").map((line) => bare(line)));

/** A verdict in words beside one in JSON must be the same. */
function agreeing(reading: VerdictReading, plain: VerdictReading | null): VerdictReading {
  if (!reading.ok || !plain) return reading;
  if (!plain.ok) return plain;
  if (plain.verdict.label === reading.verdict.label) return reading;
  return contradictory(reading.verdict.label, plain.verdict.label);
}

const contradictory = (one: string, two: string): VerdictReading =>
  flawed("contradictory", `The judge's answer holds two verdicts: ${one} and ${two}.`);

function fromObjects(objects: readonly unknown[], reader: VerdictReader): VerdictReading {
  const readings = objects.map((object) => fromObject(object, reader));
  const verdicts = readings.flatMap((reading) => (reading.ok ? [reading.verdict] : []));
  const [first] = verdicts;
  if (!first) return readings[0] ?? flawed("malformed", "The judge's answer holds no verdict.");
  const other = verdicts.find(({ label }) => label !== first.label);
  if (other) return contradictory(first.label, other.label);
  return { ok: true, verdict: first };
}

function fromObject(object: unknown, { kind, labels, threshold }: VerdictReader): VerdictReading {
  if (kind === "label") {
    const parsed = Labelled.safeParse(object);
    if (!parsed.success) return malformed(parsed.error);
    const label = labels.find((one) => isSameWord(one.label, parsed.data.label));
    if (!label) {
      return flawed("malformed", `The judge chose “${parsed.data.label}”, which is no label.`);
    }
    const { reason } = parsed.data;
    return {
      ok: true,
      verdict: { label: label.label, passed: label.passes, score: null, reason },
    };
  }
  if (kind === "pairwise") {
    const parsed = Compared.safeParse(object);
    if (!parsed.success) return malformed(parsed.error);
    const { better, reason } = parsed.data;
    return {
      ok: true,
      verdict: { label: better, passed: better !== "second", score: null, reason },
    };
  }
  const parsed = Graded.safeParse(object);
  if (!parsed.success) return malformed(parsed.error);
  const { passed, reason, score = null } = parsed.data;
  if (threshold !== null && score === null) {
    return flawed("malformed", "The judge gave no score, and the threshold needs one.");
  }
  if ((passed && score === 0) || (!passed && score === 1)) {
    const message = `The judge says ${passed ? "passed" : "failed"} with a score of ${score}.`;
    return flawed("contradictory", message);
  }
  const isGood = threshold === null ? passed : (score ?? 0) >= threshold;
  return { ok: true, verdict: { label: isGood ? "pass" : "fail", passed: isGood, score, reason } };
}

function malformed(error: z.ZodError): VerdictReading {
  const [issue] = error.issues;
  const place = issue?.path.join(".") || "answer";
  const message = issue?.message ?? "invalid";
  return flawed("malformed", `The judge's answer is not in the agreed form: ${place}: ${message}`);
}

const LINE = /^[^\p{L}]*(?:verdict|label|better|result|answer)\s*(?:is|[:=])?\s*(.+)$/iu;

/** Of servers that cannot be held to a schema: `Verdict: pass`, or the word alone. */
function parsePlainVerdict(
  text: string,
  reader: VerdictReader,
  quotable: ReadonlySet<string>,
): VerdictReading | null {
  const { kind, labels, threshold } = reader;
  if (threshold !== null) return null;
  const words =
    kind === "label"
      ? labels.map(({ label, passes }) => ({ word: label, label, passed: passes }))
      : kind === "pairwise"
        ? ["first", "second", "tie"].map((word) => ({
            word,
            label: word,
            passed: word !== "second",
          }))
        : ["pass", "passed", "fail", "failed"].map((word) => {
            const passed = word.startsWith("pass");
            return { word, label: passed ? "pass" : "fail", passed };
          });
  const lines = text.split("\n").map((line) => line.trim());
  const unquoted = lines.filter((line) => !quotable.has(bare(line)));
  const claims = [text, ...unquoted.flatMap((line) => LINE.exec(line)?.[1] ?? [])];
  const hits = claims.flatMap((claim) => words.find(({ word }) => isSameWord(word, claim)) ?? []);
  const [first] = hits;
  if (!first) return null;
  const other = hits.find(({ label }) => label !== first.label);
  if (other) return contradictory(first.label, other.label);
  const reason = lines.filter((line) => line && !LINE.test(line)).join(" ") || text;
  const { label, passed } = first;
  return { ok: true, verdict: { label, passed, score: null, reason: reason.slice(0, 4_000) } };
}

const bare = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
const isSameWord = (one: string, two: string): boolean => bare(one) === bare(two);
