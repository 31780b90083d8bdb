import type { VersionContent } from "@/lib/prompts/version-contract";
import type { ToolCall } from "@/lib/providers/contract";
import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { Candidate } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";

/** What scorers look at of an execution, whoever made it: a run, an import, an application that sent a trace. */
export interface Answer {
  output: string | null;
  toolCalls: readonly Pick<ToolCall, "name" | "arguments">[];
  usage: Pick<Usage, "costUsd">;
  latencyMs: number | null;
  finishReason: string | null;
}

/** What an answer was given to, and should have been. */
export interface Question {
  input: Record<string, JsonValue>;
  expected: JsonValue | null;
  /** Of the version that answered; `json-schema` without a schema uses it. */
  outputSchema: VersionContent["outputSchema"] | null;
  /** Of that version; `tool-call` holds calls against them. */
  tools?: VersionContent["tools"] | null;
}

/** An answer as scorers see it. */
export function makeCandidate(answer: Answer, question: Question): Candidate {
  return {
    output: answer.output ?? "",
    expected: question.expected,
    input: question.input,
    latencyMs: answer.latencyMs,
    costUsd: answer.usage.costUsd,
    finishReason: answer.finishReason,
    toolCalls: answer.toolCalls.map(({ name, arguments: args }) => ({
      name,
      arguments: (args ?? null) as JsonValue,
    })),
    context: {
      outputSchema: (question.outputSchema ?? null) as JsonValue | null,
      tools: question.tools ?? null,
    },
  };
}
