import type { PromptHandle } from "../content/prompt-handle";
import { randomId } from "../random-id";
import type { Outcome, StepInput, TraceInput } from "./trace-input";
import { type Usage, usageOf } from "./usage";

/** What the trace of a tracked call says beside prompt, version, arm, unit, time and usage. */
export interface TrackDetails {
  /** Facts that segments are made of, such as `customer_tier`. */
  attributes?: Record<string, unknown>;
  userId?: string;
  sessionId?: string;
  /** Only what is given here is sent: neither variables nor answers leave the application by themselves. */
  input?: unknown;
  output?: unknown;
}

/** Given to the function of `track`, to tell what cannot be seen from outside. */
export interface TrackedCall {
  readonly traceId: string;
  /** How it ended, when that is known at once; else use `outcome` with the handle's token. */
  outcome(outcome: Outcome): void;
  /** Adds to the trace; attributes are merged. */
  set(details: TrackDetails): void;
  /** Tokens and cost; needed only when the function does not return a provider's answer. */
  usage(usage: Usage & { costUsd?: number }): void;
  /** The first token of a stream has come. */
  firstToken(): void;
  /** The call was tried again. */
  retried(): void;
}

/**
 * Runs `work`, measures it and gives its trace to `send`, also when it throws. What `work` returns or throws is
 * returned or thrown unchanged.
 */
export async function trackCall<T>(
  handle: PromptHandle,
  work: (call: TrackedCall) => T | Promise<T>,
  initial: TrackDetails,
  send: (trace: TraceInput) => void,
): Promise<T> {
  const startedAt = Date.now();
  const step: StepInput = {
    id: randomId().slice(0, 16),
    kind: "llm",
    name: handle.name,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: "",
    ...(handle.model ? { provider: handle.model.provider, model: handle.model.name } : {}),
  };
  const details: TrackDetails = {};
  let outcome: Outcome | undefined;
  const call: TrackedCall = {
    traceId: handle.traceId,
    outcome: (value) => {
      outcome = value;
    },
    set: (more) => {
      const attributes = { ...details.attributes, ...more.attributes };
      Object.assign(details, more, { attributes });
    },
    usage: (usage) => void Object.assign(step, usage),
    firstToken: () => {
      step.firstTokenMs ??= Math.max(0, Date.now() - startedAt);
    },
    retried: () => {
      step.retries = (step.retries ?? 0) + 1;
    },
  };
  call.set(initial);
  const end = (error?: unknown) => {
    // A clock that was set back must not make the trace end before it began.
    step.endedAt = new Date(Math.max(startedAt, Date.now())).toISOString();
    if (error !== undefined) step.error = describeError(error);
    send(toTrace(handle, step, details, outcome));
  };
  try {
    const result = await work(call);
    const { inputTokens, outputTokens } = step;
    if (inputTokens === undefined && outputTokens === undefined) {
      Object.assign(step, usageOf(result));
    }
    end();
    return result;
  } catch (error) {
    end(error);
    throw error;
  }
}

function toTrace(
  handle: PromptHandle,
  step: StepInput,
  details: TrackDetails,
  outcome: Outcome | undefined,
): TraceInput {
  const { attributes = {}, ...rest } = details;
  return {
    id: handle.traceId,
    startedAt: step.startedAt,
    endedAt: step.endedAt,
    environment: handle.environment,
    prompt: handle.name,
    ...(handle.version === null ? {} : { version: handle.version }),
    ...(handle.arm === null ? {} : { arm: handle.arm }),
    ...(handle.unit === undefined ? {} : { unit: handle.unit }),
    ...rest,
    attributes: { ...attributes, ...(handle.isFallback ? { galley_fallback: true } : {}) },
    ...(outcome === undefined ? {} : { outcome }),
    ...(step.error === undefined ? {} : { error: step.error }),
    steps: [step],
  };
}

function describeError(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, 2_000);
}
