import "server-only";
import { db } from "@/lib/db/client";
import type { CaseInput } from "@/lib/eval-sets/case-content";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { makeCandidate } from "@/lib/executions/make-candidate";
import { invalid } from "@/lib/http/app-error";
import type { JsonSchema, ToolCall, ToolDefinition } from "@/lib/providers/contract";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { scoreOutput } from "@/lib/scorers/score/score-output";

const MOST_ANSWERS = 2_000;
const MOST_MS = 10_000;

interface StoredAnswer {
  caseRowId: string;
  repeat: number;
  output: string;
  input: CaseInput;
  expected: JsonValue | null;
  latencyMs: number | null;
  costUsd: number | null;
  finishReason: string | null;
  toolCalls: ToolCall[];
  outputSchema: JsonSchema | null;
  tools: ToolDefinition[] | null;
}

/** What a scorer says about the stored answers of a development run, by case and repeat. */
export async function scoreStored(
  projectId: string,
  runId: string,
  scorer: ScorerSpec,
): Promise<Map<string, boolean | null>> {
  const rows = await db.$queryRaw<StoredAnswer[]>`
    select r.case_row_id as "caseRowId", r.repeat, r.output, c.input, c.expected,
      r.latency_ms as "latencyMs", r.cost_usd::float8 as "costUsd", r.finish_reason as "finishReason",
      r.tool_calls as "toolCalls", run.content -> 'outputSchema' as "outputSchema",
      run.content -> 'tools' as tools
    from run_result r join eval_case c on c.id = r.case_row_id join run on run.id = r.run_id
    where r.run_id = ${runId}::uuid and r.output is not null and ${publicCases.where}
    order by r.position, r.repeat limit ${MOST_ANSWERS}`;
  const scores = new Map<string, boolean | null>();
  const startedAt = performance.now();
  for (const {
    caseRowId,
    repeat,
    costUsd,
    input,
    expected,
    outputSchema,
    tools,
    ...answer
  } of rows) {
    if (performance.now() - startedAt > MOST_MS) {
      throw invalid(
        "scorer",
        `Scoring the stored answers took more than ${MOST_MS / 1_000} seconds and was stopped. Use a smaller pattern or schema.`,
      );
    }
    const candidate = makeCandidate(
      { ...answer, usage: { costUsd } },
      { input, expected, outputSchema, tools },
    );
    const score = await scoreOutput(scorer, candidate, projectId);
    scores.set(`${caseRowId}|${repeat}`, score.passed);
  }
  return scores;
}
