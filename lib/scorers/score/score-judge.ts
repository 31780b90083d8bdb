import { z } from "zod";
import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, errored, type Finding, scored } from "@/lib/scorers/finding";
import { parseEmbeddedJson } from "@/lib/scorers/parse-json";
import { type Judge, judgeRequest } from "./judge-prompt";

/** Models add members of their own; only what was asked for counts. */
const JudgeAnswer = z.object({
  passed: z.boolean(),
  score: z.number().min(0).max(1).nullish(),
  reason: z.string().trim().min(1).max(4_000),
});

/**
 * A model's verdict against a rubric. With a threshold the score decides, else `passed`. Whatever is
 * not the asked-for JSON is an error of the scorer, never a fail of the candidate.
 */
export async function scoreJudgeRubric(
  spec: ScorerOf<"judge-rubric">,
  candidate: Candidate,
  judge: Judge | undefined,
): Promise<Finding> {
  if (!judge) return errored("No judge model is set up for this run.");
  let answer: string;
  try {
    answer = await judge(judgeRequest(spec, candidate));
  } catch (error) {
    return errored(
      `The judge could not be asked: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return parseJudgeAnswer(answer, spec.config.threshold);
}

export function parseJudgeAnswer(answer: string, threshold?: number): Finding {
  const reading = parseEmbeddedJson(answer, { objectsOnly: true });
  if (!reading.ok) return errored(`The judge's answer is not JSON: ${reading.reason}`);
  const parsed = JudgeAnswer.safeParse(reading.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join(".") || "answer";
    return errored(
      `The judge's answer is not in the agreed form: ${place}: ${issue?.message ?? "invalid"}`,
    );
  }
  const { passed, score, reason } = parsed.data;
  if (threshold !== undefined && typeof score !== "number") {
    return errored("The judge gave no score, and the threshold needs one.");
  }
  const isGood = threshold === undefined ? passed : (score ?? 0) >= threshold;
  return scored(isGood, reason, {
    value: score ?? (passed ? 1 : 0),
    details: { judgePassed: passed, ...(typeof score === "number" ? { score } : {}) },
  });
}
