import "server-only";
import { pool } from "@/lib/db/client";
import type { StepOverride, StepOverrides } from "@/lib/executions/execute-options";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import type { RunCase } from "@/lib/runs/execute/run-cases";
import type { StepResult } from "@/lib/runs/step-contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { planMocks } from "./plan-what-if";
import type { StoredWhatIf } from "./what-if-contract";

/** The steps of these cases as the run before had them, by the case's row. */
export async function loadStepResults(
  runId: string,
  caseRowIds: readonly string[],
): Promise<Map<string, StepResult[]>> {
  const { rows } = await pool.query<{ id: string; steps: StepResult[] | null }>({
    name: "what-if-steps",
    text: `select distinct on (case_row_id) case_row_id as id, steps from run_result
      where run_id = $1 and case_row_id = any($2::uuid[]) order by case_row_id, repeat`,
    values: [runId, caseRowIds],
  });
  return new Map(rows.map(({ id, steps }) => [id, steps ?? []]));
}

/** What stands in place of each step of one case. */
export function overridesOf(
  whatIf: StoredWhatIf,
  chain: readonly ChainStep[],
  { steps: expected }: Pick<RunCase, "steps">,
  before: readonly StepResult[],
): StepOverrides {
  const recorded = (key: string): StepOverride => ({
    mode: "recorded",
    output: (before.find((step) => step.key === key)?.output ?? null) as JsonValue,
  });
  const at = chain.findIndex(({ key }) => key === whatIf.step);
  const earlier = chain.slice(0, at).map(({ key }) => [key, recorded(key)] as const);
  const output =
    whatIf.output === "expected"
      ? outputOf(expected?.[whatIf.step], before, whatIf.step)
      : whatIf.output;
  const later = planMocks(chain, whatIf.step, whatIf.mocks).flatMap(({ key, mode }) => {
    if (mode === "live") return [];
    return [[key, mode === "canned" ? { mode } : recorded(key)] as const];
  });
  const here = [whatIf.step, { mode: "set", output: output as JsonValue }] as const;
  return Object.fromEntries<StepOverride>([...earlier, here, ...later]);
}

/**
 * The output that an expectation stands for. One that only says how outputs compare stands for its value; a list of
 * passage ids for those of the passages that were found, and ids alone for the rest.
 */
function outputOf(
  expected: JsonValue | undefined,
  before: readonly StepResult[],
  key: string,
): JsonValue {
  if (expected === undefined) return null;
  const value =
    typeof expected === "object" &&
    expected !== null &&
    !Array.isArray(expected) &&
    "$match" in expected
      ? (expected.value ?? null)
      : expected;
  const step = before.find((one) => one.key === key);
  return step?.kind === "retrieve" && Array.isArray(value)
    ? { passages: passagesOf(value, step) }
    : value;
}

function passagesOf(ids: readonly JsonValue[], { output }: StepResult): JsonValue[] {
  const passages =
    typeof output === "object" &&
    output !== null &&
    "passages" in output &&
    Array.isArray(output.passages)
      ? (output.passages as JsonValue[])
      : [];
  return ids.map((id) => {
    const passage = passages.find(
      (one) => typeof one === "object" && one !== null && !Array.isArray(one) && one.id === id,
    );
    return passage ?? { id, title: "", text: "", score: 1 };
  });
}
