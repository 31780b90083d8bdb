import { compute } from "@/lib/compute/compute";
import { formatNumber } from "@/lib/format-number";
import { isAppError, isBusy } from "@/lib/http/app-error";
import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, errored, type Finding, scored } from "@/lib/scorers/finding";
import { isJsonObject, type JsonValue, showValue } from "@/lib/scorers/json-value";

const LONGEST_REASON = 2_000;

/**
 * What a script returns for one answer: true or false, a number, or `{ passed, value?, reason? }`, for which
 * promptfoo's `{ pass, score, reason }` stands too. Whatever else it does is an error of the scorer, never a fail.
 */
export async function scoreScript(
  { config }: ScorerOf<"script">,
  candidate: Candidate,
  projectId: string,
): Promise<Finding> {
  const { output, expected, input, latencyMs, costUsd } = candidate;
  const context = {
    vars: input,
    latencyMs,
    costUsd,
    finishReason: candidate.finishReason ?? null,
    toolCalls: [...(candidate.toolCalls ?? [])],
  };
  const values = { output, expected, input, context };
  try {
    const result = await compute("runScript", { code: config.code, values }, { projectId });
    return result.ok ? parseVerdict(result.value, config.threshold) : errored(result.reason);
  } catch (error) {
    if (!isAppError(error) || isBusy(error)) throw error;
    return errored(error.message);
  }
}

/** Without a threshold a number passes when it is above 0, as in promptfoo. */
export function parseVerdict(result: JsonValue | undefined, threshold?: number): Finding {
  if (typeof result === "boolean") return scored(result, `returned ${result}`);
  if (typeof result === "number") {
    const passed = threshold === undefined ? result > 0 : result >= threshold;
    const bar = threshold === undefined ? "more than 0" : `at least ${formatNumber(threshold)}`;
    const reason = `returned ${formatNumber(result)}${passed ? "" : `, needs ${bar}`}`;
    return scored(passed, reason, { value: result });
  }
  if (isJsonObject(result)) {
    const passed = result.passed ?? result.pass;
    const value = result.value ?? result.score;
    const number = typeof value === "number" ? value : null;
    if (typeof passed === "boolean" || number !== null) {
      const verdict =
        typeof passed === "boolean"
          ? scored(passed, `returned ${passed}`, number === null ? {} : { value: number })
          : parseVerdict(number ?? 0, threshold);
      const { reason } = result;
      return typeof reason === "string" && reason.trim() !== ""
        ? { ...verdict, reason: reason.trim().slice(0, LONGEST_REASON) }
        : verdict;
    }
  }
  const what = result === undefined ? "nothing" : showValue(result);
  return errored(
    `The script returned ${what}. Return true or false, a number, or { passed, value, reason }.`,
  );
}
