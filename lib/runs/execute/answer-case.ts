import {
  type RenderedMessages,
  renderMessages,
  tooLargeToRender,
} from "@/lib/prompts/template/render-template";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { ChatMessage } from "@/lib/providers/contract";
import type { ModelRequest, ModelResponse } from "@/lib/providers/provider";
import { scorerContext } from "@/lib/runs/scorer-context";
import { answerOutcome } from "@/lib/scorers/answer-outcome";
import type { Score, ScorerSpec } from "@/lib/scorers/contract";
import type { Candidate } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { Judge } from "@/lib/scorers/score/judge-prompt";
import { scoreAnswer } from "@/lib/scorers/score/score-output";
import type { CallOutcome } from "./call-model";
import type { ResultRow } from "./result-row";
import type { RunCase } from "./run-cases";
import { storableJson, storableText } from "./storable";

/** Longer outputs are scored whole and kept cut: a page has to show them. */
const LONGEST_OUTPUT = 400_000;

export interface AnswerParts {
  projectId: string;
  content: VersionContent;
  scorers: readonly ScorerSpec[];
  judge: Judge | undefined;
  call: (request: ModelRequest) => Promise<CallOutcome>;
}

/** One case, once: render, ask, score. Everything that goes wrong on the way is an error, not a fail. */
export async function answerCase(
  { projectId, content, scorers, judge, call }: AnswerParts,
  { id, caseId, position, input, expected }: RunCase,
  repeat: number,
): Promise<ResultRow> {
  const base = { ...unanswered, caseRowId: id, caseId, position, repeat };
  const rendered = renderMessages(content, input, { history: historyOf(content, input) });
  if (!rendered.ok) return { ...base, error: cannotRender(rendered) };
  const outcome = await call({
    model: content.model.name,
    messages: rendered.messages,
    settings: content.settings,
    ...(content.tools?.length ? { tools: content.tools } : {}),
    ...(content.outputSchema ? { outputSchema: content.outputSchema } : {}),
  });
  if (!outcome.ok) {
    const { reason, message, status, requestId } = outcome.error;
    const error = { reason, message: storableText(message), status };
    return { ...base, retries: outcome.retries, requestId, error };
  }
  const { response, retries } = outcome;
  const candidate = toCandidate(response, input, expected, content);
  const scores = await scoreAnswer(
    scorers,
    { ...candidate, ...(judge ? { judge } : {}) },
    projectId,
  );
  return { ...base, ...answered(response), retries, ...judged(scores) };
}

const unanswered = {
  outcome: "errored",
  output: null,
  scores: [],
  error: null,
  latencyMs: null,
  firstTokenMs: null,
  inputTokens: null,
  cachedInputTokens: null,
  outputTokens: null,
  costUsd: null,
  retries: 0,
  finishReason: null,
  toolCalls: [],
  requestId: null,
  recorded: false,
} satisfies Partial<ResultRow>;

function cannotRender({ missing, characters }: Extract<RenderedMessages, { ok: false }>) {
  const message =
    characters !== null
      ? tooLargeToRender(characters)
      : missing.length > 0
        ? `The case has no value for ${missing.map((name) => `{{${name}}}`).join(", ")}.`
        : "The prompt has braces that are not a variable. Correct them in the editor.";
  return { reason: "template", message, status: null };
}

/** A placeholder takes the list of messages that the case has under its name. */
export function historyOf(content: VersionContent, input: Readonly<Record<string, unknown>>) {
  const history: Record<string, ChatMessage[]> = {};
  for (const message of content.messages) {
    if (!("placeholder" in message)) continue;
    const given = ChatMessage.array().safeParse(input[message.placeholder]);
    if (given.success) history[message.placeholder] = given.data;
  }
  return history;
}

function toCandidate(
  response: ModelResponse,
  input: RunCase["input"],
  expected: JsonValue | null,
  content: VersionContent,
): Candidate {
  return {
    output: response.text,
    expected,
    input,
    latencyMs: response.latencyMs,
    costUsd: response.costUsd,
    finishReason: response.finishReason,
    toolCalls: response.toolCalls.map(({ name, arguments: given }) => ({
      name,
      arguments: (given ?? null) as JsonValue,
    })),
    context: scorerContext(content),
  };
}

function answered(response: ModelResponse) {
  return {
    output: storableText(response.text.slice(0, LONGEST_OUTPUT)),
    latencyMs: Math.round(response.latencyMs),
    firstTokenMs: rounded(response.timeToFirstTokenMs),
    inputTokens: response.usage.inputTokens,
    cachedInputTokens: response.usage.cachedInputTokens,
    outputTokens: response.usage.outputTokens,
    costUsd: response.costUsd,
    finishReason: response.finishReason,
    toolCalls: storableJson(response.toolCalls),
    requestId: response.requestId,
    recorded: response.recorded ?? false,
  };
}

function judged(scores: Score[]): Pick<ResultRow, "outcome" | "scores" | "error"> {
  const outcome = answerOutcome({ callFailed: false, scores });
  const silent = scores.find(({ passed }) => passed === null);
  const error =
    outcome === "errored"
      ? {
          reason: "scorer",
          message: storableText(
            silent ? `${silent.scorer}: ${silent.reason}` : "No scorer returned a result.",
          ),
          status: null,
        }
      : null;
  return { outcome, scores: storableJson(scores), error };
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value));
