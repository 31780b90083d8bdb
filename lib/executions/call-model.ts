import type { ModelRequest, ModelResponse, Provider } from "@/lib/providers/provider";
import { isProviderError, ProviderError } from "@/lib/providers/provider-error";
import { unknownUsage } from "@/lib/providers/usage/usage";
import type { CallPace } from "./call-pace";
import type { ModelCall } from "./execution";
import { pause } from "./pause";
import { longPatience, nextAttempt, type Patience } from "./retry-policy";

/** A reasoning model may think for minutes; after this it is a time-out, and tried again. */
const CALL_TIMEOUT_MS = 300_000;

/** How calls are made: by whom they are stopped, how often they are tried, and who hears of them. */
export interface CallOptions {
  signal: AbortSignal;
  /** Of one attempt. */
  timeoutMs?: number | undefined;
  patience?: Patience;
  /** Hears of every answer and refusal, for as many calls at once as the provider takes. */
  pace?: CallPace;
  /** Waits before the next attempt; a run gives the call's place to others meanwhile. */
  backOff?: (waitMs: number) => Promise<void>;
  /** Called with each piece of text as it comes. What was shown of an answer is not asked for again. */
  onText?: (delta: string) => void;
}

/** Asks until there is an answer or no sense in asking again. Throws only what is our own mistake. */
export async function callModel(
  { connection, provider }: { connection: string; provider: Pick<Provider, "complete"> },
  request: ModelRequest,
  options: CallOptions,
): Promise<ModelCall> {
  const startedAt = performance.now();
  const { response, error, retries } = await askUntilAnswered(provider, request, options);
  const base = { connection, model: request.model, retries };
  if (response) return { ...base, ...answered(response), error: null };
  const { reason, message, status, retryable, requestId } = error;
  return {
    ...base,
    ...unanswered,
    latencyMs: performance.now() - startedAt,
    requestId,
    error: { reason, message, status, retryable },
  };
}

type CallResult =
  | { response: ModelResponse; error: null; retries: number }
  | { response: null; error: ProviderError; retries: number };

async function askUntilAnswered(
  provider: Pick<Provider, "complete">,
  request: ModelRequest,
  {
    signal,
    timeoutMs = CALL_TIMEOUT_MS,
    patience = longPatience,
    pace,
    backOff,
    onText,
  }: CallOptions,
): Promise<CallResult> {
  let waitedMs = 0;
  let hasText = false;
  const stream = onText && {
    onText: (delta: string) => {
      hasText = true;
      onText(delta);
    },
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await provider.complete(request, { signal, timeoutMs, ...stream });
      pace?.saw("answered");
      return { response, error: null, retries: attempt - 1 };
    } catch (error) {
      if (!isProviderError(error)) throw error;
      pace?.saw(error.reason === "rate_limited" ? "refused" : "answered");
      const remainingMs = patience.waitMs === null ? null : patience.waitMs - waitedMs;
      const next = nextAttempt(attempt, error, { ...patience, waitMs: remainingMs }, Math.random);
      if (!next.retry || hasText) return { response: null, error, retries: attempt - 1 };
      // A wait that the provider asked for is kept; one that we chose goes by how often it refuses.
      const isOurs = error.reason === "rate_limited" && error.retryAfterMs === null;
      const waitMs = isOurs && pace ? next.waitMs * pace.backOffShare() : next.waitMs;
      await (backOff ? backOff(waitMs) : pause(waitMs, signal));
      waitedMs += waitMs;
      if (signal.aborted) {
        const stopped = new ProviderError("cancelled", "The call was stopped.");
        return { response: null, error: stopped, retries: attempt - 1 };
      }
    }
  }
}

function answered(response: ModelResponse) {
  return {
    answeredBy: response.model,
    output: response.text,
    toolCalls: response.toolCalls,
    finishReason: response.finishReason,
    usage: response.usage,
    latencyMs: response.latencyMs,
    firstTokenMs: response.timeToFirstTokenMs,
    requestId: response.requestId,
    recorded: response.recorded ?? false,
  };
}

const unanswered = {
  answeredBy: null,
  output: null,
  toolCalls: [],
  finishReason: null,
  usage: unknownUsage("no_answer"),
  firstTokenMs: null,
  recorded: false,
} satisfies Partial<ModelCall>;
