// What storm clients send: parts of traces in no order, some of them twice, half by REST and half by OTLP.

export const SPANS_OF_TRACE = 5;
export const TOKENS_OF_SPAN = 20;
/** Of ten parts one is sent again later. */
const REPEATED = 0.1;

/** Each trace in two or three parts, these in no order, a tenth of them twice. */
export function makeStorm({ traces, partsOfBatch, seed = 4711 }) {
  const random = seeded(seed);
  const now = Date.now();
  const parts = [];
  for (let i = 0; i < traces; i++) {
    const trace = {
      index: i,
      startedAt: now - Math.floor(random() * 5 * 3_600_000),
      isOtlp: i % 2 === 0,
    };
    const cut = 1 + Math.floor(random() * (SPANS_OF_TRACE - 1));
    for (const range of [
      [0, cut],
      [cut, SPANS_OF_TRACE],
    ]) {
      const part = { trace, range };
      parts.push({ part, place: random() });
      if (random() < REPEATED) parts.push({ part, place: random() });
    }
  }
  parts.sort((a, b) => a.place - b.place);
  const batches = [];
  for (const isOtlp of [true, false]) {
    const ownParts = parts.map(({ part }) => part).filter(({ trace }) => trace.isOtlp === isOtlp);
    for (let from = 0; from < ownParts.length; from += partsOfBatch) {
      batches.push({ isOtlp, parts: ownParts.slice(from, from + partsOfBatch), place: random() });
    }
  }
  return batches.sort((a, b) => a.place - b.place);
}

/** Where a batch goes, below the product's address, and what is sent. */
export function requestOf({ isOtlp, parts }, project) {
  return isOtlp
    ? { path: "/api/public/otel/v1/traces", body: toOtlp(parts) }
    : { path: `/api/v1/projects/${project}/traces`, body: toRest(parts) };
}

/** Ids of the traces and steps that a batch tells of. */
export function stepsOf({ parts }) {
  return parts.flatMap(({ trace, range }) =>
    stepNumbers(range).map((n) => ({
      traceId: idOf(trace),
      id: trace.isOtlp ? spanIdOf(trace, n) : `step-${n}`,
    })),
  );
}

const idOf = ({ index, isOtlp }) =>
  isOtlp ? `5707${index.toString(16).padStart(28, "0")}` : `storm-${index}`;

const spanIdOf = ({ index }, n) => (index * 16 + n + 1).toString(16).padStart(16, "0");

function toRest(parts) {
  const byTrace = new Map();
  for (const { trace, range } of parts) {
    const entry = byTrace.get(trace.index);
    if (entry)
      entry.range = [Math.min(entry.range[0], range[0]), Math.max(entry.range[1], range[1])];
    else byTrace.set(trace.index, { trace, range: [...range] });
  }
  const at = (trace, ms) => new Date(trace.startedAt + ms).toISOString();
  return JSON.stringify({
    traces: [...byTrace.values()].map(({ trace, range }) => ({
      id: idOf(trace),
      startedAt: at(trace, 0),
      endedAt: at(trace, 1_000),
      prompt: "storm",
      version: 1 + (trace.index % 3),
      environment: "production",
      outcome: trace.index % 7 ? "succeeded" : "failed",
      input: `What about the order ${trace.index}?`,
      steps: stepNumbers(range).map((n) => ({
        id: `step-${n}`,
        kind: n % 2 ? "tool" : "llm",
        name: `step ${n}`,
        startedAt: at(trace, n * 100),
        endedAt: at(trace, n * 100 + 90),
        model: n % 2 ? undefined : "gpt-4.1-mini",
        inputTokens: TOKENS_OF_SPAN,
        outputTokens: 2,
      })),
    })),
  });
}

function toOtlp(parts) {
  const nano = (ms) => `${ms}000000`;
  const text = (key, value) => ({ key, value: { stringValue: value } });
  const number = (key, value) => ({ key, value: { intValue: String(value) } });
  const spans = parts.flatMap(({ trace, range }) =>
    stepNumbers(range).map((n) => ({
      traceId: idOf(trace),
      spanId: spanIdOf(trace, n),
      name: `chat ${n}`,
      kind: 3,
      startTimeUnixNano: nano(trace.startedAt + n * 100),
      endTimeUnixNano: nano(trace.startedAt + n * 100 + 90),
      attributes: [
        text("gen_ai.operation.name", "chat"),
        text("gen_ai.provider.name", "openai"),
        text("gen_ai.request.model", "gpt-4.1-mini"),
        number("gen_ai.usage.input_tokens", TOKENS_OF_SPAN),
        number("gen_ai.usage.output_tokens", 2),
      ],
    })),
  );
  const scopeSpans = [{ scope: { name: "storm" }, spans }];
  return JSON.stringify({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans }] });
}

function stepNumbers([from, to]) {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** A linear congruential generator (Numerical Recipes): the same storm each time. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
