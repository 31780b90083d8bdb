import fc from "fast-check";
import { expect, test } from "vitest";
import type { Span } from "./span";
import { outlineOf, summariseTrace, THE_TRACE_ITSELF } from "./summarise-trace";

const START = Date.parse("2026-11-16T09:00:00.000Z");

function span(id: string, more: Partial<Span> & { from?: number; to?: number } = {}): Span {
  const { from = 0, to = 100, ...rest } = more;
  return {
    traceId: "t",
    id,
    parentId: null,
    kind: "other",
    name: id,
    startedAt: new Date(START + from),
    endedAt: new Date(START + to),
    provider: null,
    model: null,
    inputTokens: null,
    cachedInputTokens: null,
    cacheWriteTokens: null,
    outputTokens: null,
    costUsd: null,
    firstTokenMs: null,
    finishReason: null,
    retries: 0,
    input: null,
    output: null,
    error: null,
    attributes: {},
    facts: null,
    ...rest,
  };
}

const call = (id: string, more: Parameters<typeof span>[1] = {}) =>
  span(id, { kind: "llm", model: "m", inputTokens: 100, outputTokens: 10, costUsd: 0.01, ...more });
const sum = (...spans: Span[]) => summariseTrace(spans.map(outlineOf));

test("a parent that repeats its children's tokens counts once", () => {
  const outer = span("outer", { inputTokens: 300, outputTokens: 30, model: "m" });
  const inner = [1, 2, 3].map((n) => call(`call-${n}`, { parentId: "outer" }));
  expect(sum(outer, ...inner)).toMatchObject({ inputTokens: 300, outputTokens: 30, costUsd: 0.03 });
  const agent = span("agent", { inputTokens: 300, outputTokens: 30 });
  expect(sum(agent, { ...outer, parentId: "agent" }, ...inner)).toMatchObject({ inputTokens: 300 });
});

test("a parent whose children are late or were not sampled keeps its own tokens", () => {
  const outer = span("outer", { inputTokens: 300, outputTokens: 30, costUsd: 0.03 });
  expect(sum(outer, call("one", { parentId: "outer" }))).toMatchObject({
    inputTokens: 300,
    costUsd: 0.03,
  });
});

test("what was retrieved for a model call that failed is not the answer", () => {
  const retrieval = span("find", { kind: "retrieval", output: ["a page"] });
  const failed = call("call", { from: 100, to: 200, output: null, error: "429" });
  expect(sum(retrieval, failed).outputFrom).toBeNull();
  expect(sum(retrieval).outputFrom?.spanId).toBe("find");
  expect(sum(retrieval, { ...failed, output: "an answer" }).outputFrom?.spanId).toBe("call");
});

test("calls beside each other add up, and one unknown price makes the total unknown", () => {
  expect(sum(call("a"), call("b"))).toMatchObject({ inputTokens: 200, costUsd: 0.02 });
  expect(sum(call("a"), call("b", { costUsd: null }))).toMatchObject({
    inputTokens: 200,
    costUsd: null,
  });
  const refused = call("b", {
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    error: "429",
  });
  expect(sum(call("a"), refused)).toMatchObject({ costUsd: 0.01, errors: 1, error: "429" });
  expect(sum(span("tool", { kind: "tool" }))).toMatchObject({ costUsd: null, inputTokens: null });
});

test("one unknown price makes the whole unknown, whatever tree the calls are in", () => {
  const [first, unknown, more] = [call("a"), call("b", { costUsd: null }), call("c")];
  const below = (span: Span, parentId: string) => ({ ...span, parentId });
  const agent = span("agent", { costUsd: 0.5 });
  const small = call("small", { inputTokens: 5, outputTokens: 1, costUsd: 0.001 });
  const large = call("large", { inputTokens: 900, outputTokens: 90, costUsd: 0.09 });
  const trees = [
    [first, unknown, more],
    [first, below(unknown, "a"), below(more, "a")],
    [first, below(more, "a"), below(unknown, "c")],
    [agent, below(first, "agent"), below(unknown, "agent")],
    [small, below(first, "small"), below(unknown, "small")],
    [large, below(unknown, "large")],
    [span("root"), below(first, "root"), below(unknown, "a")],
  ];
  expect(trees.map((tree) => sum(...tree).costUsd)).toEqual(trees.map(() => null));
});

test("the model and the first token are those of the call that answered last", () => {
  const trace = sum(
    call("route", { model: "small", from: 0, to: 50 }),
    call("answer", { model: "large", from: 100, to: 900, firstTokenMs: 200 }),
    call("broken", { model: "other", from: 900, to: 950, error: "500" }),
  );
  expect(trace).toMatchObject({ model: "large", firstTokenMs: 300, latencyMs: 950 });
});

test("roots are heard before their children, and children fill what roots leave open", () => {
  const root = span("z-root", { facts: { prompt: "triage", attributes: { tier: "pro" } } });
  const child = span("a-child", {
    parentId: "z-root",
    facts: {
      prompt: "other",
      version: 3,
      environment: "staging",
      attributes: { tier: "x", eu: true },
    },
  });
  expect(sum(child, root)).toMatchObject({
    prompt: "triage",
    version: 3,
    environment: "staging",
    attributes: { tier: "pro", eu: true },
    name: "z-root",
  });
});

test("what a client says of the trace itself wins over its steps and is no step", () => {
  const itself = span(THE_TRACE_ITSELF, { from: -50, to: 500, facts: { outcome: "failed" } });
  const trace = sum(call("a", { facts: { outcome: "succeeded" }, error: "500", to: 900 }), itself);
  expect(trace).toMatchObject({ outcome: "failed", stepCount: 1, latencyMs: 550, error: null });
});

test("parents in a ring, or that never came, lose no tokens", () => {
  expect(
    sum(
      call("a", { parentId: "b" }),
      call("b", { parentId: "a" }),
      call("c", { parentId: "gone" }),
    ),
  ).toMatchObject({ inputTokens: 200, stepCount: 3 });
});

const anySpan = (ids: readonly string[]) =>
  fc.record({
    id: fc.constantFrom(...ids),
    parentId: fc.option(fc.constantFrom(...ids, "gone"), { nil: null }),
    kind: fc.constantFrom("llm" as const, "tool" as const, "other" as const),
    from: fc.integer({ min: 0, max: 50 }),
    to: fc.integer({ min: 50, max: 90 }),
    model: fc.option(fc.constantFrom("m1", "m2"), { nil: null }),
    inputTokens: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
    outputTokens: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
    costUsd: fc.option(
      fc.integer({ min: 0, max: 99 }).map((n) => n / 1000),
      { nil: null },
    ),
    firstTokenMs: fc.option(fc.nat(20), { nil: null }),
    retries: fc.nat(2),
    error: fc.option(fc.constantFrom("e1", "e2"), { nil: null }),
    input: fc.option(fc.constant("in"), { nil: null }),
    facts: fc.option(
      fc.record(
        {
          prompt: fc.constantFrom("p1", "p2"),
          version: fc.integer({ min: 1, max: 3 }),
          input: fc.constant("whole"),
          attributes: fc.dictionary(fc.constantFrom("a", "b"), fc.integer()),
        },
        { requiredKeys: [] },
      ),
      { nil: null },
    ),
  });

test("whatever order spans come in, and however often, the trace is the same", () => {
  const ids = ["", "a", "b", "c", "d", "e", "f"];
  const spans = fc.uniqueArray(anySpan(ids), { selector: ({ id }) => id, minLength: 1 });
  fc.assert(
    fc.property(
      spans.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      ([one, other]) => {
        const build = (all: typeof one) => sum(...all.map(({ id, ...more }) => span(id, more)));
        expect(build(other)).toEqual(build(one));
      },
    ),
    { numRuns: 200 },
  );
});
