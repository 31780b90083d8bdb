import { describe, expect, test } from "vitest";
import type { ReviewedStep, ReviewedTrace } from "@/lib/trace-reviews/reviewed-trace";
import { DEFAULT_ESCALATION } from "./escalation-rule";
import type { Detector } from "./finding";
import { type DetectorContext, runDetectors } from "./run-detectors";

const trace = (more: Partial<ReviewedTrace>): ReviewedTrace => ({
  input: "Where is my parcel?",
  output: "It is on its way.",
  outcome: null,
  outputTokens: 58,
  attributes: {},
  steps: [],
  ...more,
});
const step = (kind: ReviewedStep["kind"], more: Partial<ReviewedStep> = {}): ReviewedStep => ({
  kind,
  name: kind,
  input: null,
  output: null,
  error: null,
  ...more,
});
const context: DetectorContext = { tools: null, similar: null, escalation: DEFAULT_ESCALATION };

function ask(detector: Detector, reviewed: ReviewedTrace, more: Partial<DetectorContext> = {}) {
  const finding = runDetectors(reviewed, { ...context, ...more }).find(
    (one) => one.detector === detector,
  );
  return [finding?.status, finding?.reason, finding?.marks];
}

describe("missed escalation", () => {
  const french = "J’ai payé deux fois la même tente, 89 € à chaque fois.";
  test("words and figures that call for a person, without one, are found with their reason", () => {
    const lookup = step("tool", {
      name: "lookup_order",
      output: { status: "shipped", payments: 2 },
    });
    const [status, reason, marks] = ask(
      "missed_escalation",
      trace({ input: french, steps: [lookup] }),
    );
    expect(status).toBe("found");
    expect(reason).toBe(
      "the words “payé deux fois”, 2 payments in a tool’s answer, but it was not escalated",
    );
    expect(marks).toEqual(["payé deux fois"]);
  });
  test("an escalated trace missed nothing", () => {
    expect(ask("missed_escalation", trace({ input: french, outcome: "escalated" }))[0]).toBe(
      "not_found",
    );
  });
  test("where the answer has to hand over, a person who came later does not make it right", () => {
    const escalation = { ...DEFAULT_ESCALATION, handedOver: ["billing_dispute"] };
    const wrong = trace({
      input: french,
      outcome: "escalated",
      output: { category: "refund_request" },
    });
    expect(ask("missed_escalation", wrong, { escalation })[0]).toBe("found");
    const right = trace({ input: french, output: { category: "billing_dispute" } });
    expect(ask("missed_escalation", right, { escalation })[0]).toBe("not_found");
  });
  test("a request that is not in the trace is not judged", () => {
    expect(ask("missed_escalation", trace({ input: null }))[0]).toBe("does_not_apply");
  });
});

describe("refused a valid request", () => {
  test.each([
    ["I'm sorry, but I can't help with that.", "found"],
    ["Es tut mir leid, dabei kann ich nicht helfen.", "found"],
    ['{"category":"other","reply":"I\'m sorry, but I cannot help with that."}', "found"],
    ["Your parcel arrives tomorrow.", "not_found"],
  ])("%s is %s", (output, status) => {
    expect(ask("refused_valid_request", trace({ output }))[0]).toBe(status);
  });
  test("what should be refused is no finding", () => {
    const subject = trace({
      output: "I'm sorry, but I can't help with that.",
      attributes: { should_refuse: true },
    });
    expect(ask("refused_valid_request", subject)[0]).toBe("not_found");
  });
  test("without an answer it does not apply", () => {
    expect(ask("refused_valid_request", trace({ output: null }))[0]).toBe("does_not_apply");
  });
});

describe("tool arguments", () => {
  const tools = [
    {
      name: "lookup_order",
      parameters: {
        type: "object",
        properties: { order_id: { type: "string" }, limit: { type: "integer" } },
        required: ["order_id"],
      },
    },
  ];
  const called = (input: ReviewedStep["input"], name = "lookup_order") =>
    trace({ steps: [step("tool", { name, input, output: {} })] });
  test.each([
    [{ order_id: "NW-1" }, "not_found", "1 of 1 given, all valid"],
    [{}, "found", "lookup_order: order_id missing"],
    [{ order_id: "" }, "found", "lookup_order: order_id missing"],
    ["{broken", "found", "lookup_order: the arguments are not JSON"],
    [{ order_id: "NW-1", limit: "many" }, "found", "lookup_order: limit must be integer"],
    ['{"order_id":"NW-1"}', "not_found", "1 of 1 given, all valid"],
  ])("%j is %s", (input, status, reason) => {
    expect(ask("tool_arguments", called(input), { tools }).slice(0, 2)).toEqual([status, reason]);
  });
  test("a tool that the version does not have is found", () => {
    expect(ask("tool_arguments", called({}, "delete_order"), { tools })[1]).toContain(
      "no such tool",
    );
  });
  test("a call that a model asked for counts once, whether it ran or not", () => {
    const call = step("llm", {
      output: [
        { role: "assistant", content: "", toolCalls: [{ name: "lookup_order", arguments: {} }] },
      ],
    });
    expect(ask("tool_arguments", trace({ steps: [call] }), { tools })[0]).toBe("found");
    const ran = step("tool", { name: "lookup_order", input: { order_id: "NW-1" } });
    expect(ask("tool_arguments", trace({ steps: [call, ran] }), { tools })[1]).toContain("1 of 1");
  });
  test("no call, nothing to check", () => {
    expect(ask("tool_arguments", trace({}))[0]).toBe("does_not_apply");
  });
});

describe("over-long answer", () => {
  test("is measured against similar traces, and only where there are enough", () => {
    expect(
      ask("over_long_answer", trace({}), { similar: { p95: 71, n: 400 } }).slice(0, 2),
    ).toEqual(["not_found", "58 tokens, similar traces have up to 71"]);
    expect(
      ask("over_long_answer", trace({ outputTokens: 300 }), { similar: { p95: 71, n: 400 } })[0],
    ).toBe("found");
    expect(
      ask("over_long_answer", trace({ outputTokens: 300 }), { similar: { p95: 71, n: 19 } })[0],
    ).toBe("does_not_apply");
    expect(
      ask("over_long_answer", trace({ outputTokens: null }), { similar: { p95: 71, n: 400 } })[0],
    ).toBe("does_not_apply");
  });
});

const documents = [
  {
    id: "returns-policy",
    content: "Unworn shoes can be sent back within thirty days, free of postage.",
  },
  { id: "opening-hours", content: "The warehouse is open from Monday to Friday." },
  { id: "tents", content: "The Ridge tent sleeps two and weighs 1.9 kilograms." },
];
const retrieved = step("retrieval", { output: documents });

describe("unnecessary context", () => {
  test("documents without a word in the answer are named", () => {
    const subject = trace({
      input: "Can I return shoes?",
      output: "Yes, unworn ones within thirty days.",
      steps: [retrieved],
    });
    const [status, reason] = ask("unnecessary_context", subject);
    expect(status).toBe("found");
    expect(reason).toBe("2 of 3 documents left no trace in the answer: opening-hours, tents");
  });
  test("a cited document is used, however it is worded", () => {
    const subject = trace({ output: "See [1], [2] and [3].", steps: [retrieved] });
    expect(ask("unnecessary_context", subject)[0]).toBe("not_found");
  });
  test("nothing retrieved, nothing unused", () => {
    expect(ask("unnecessary_context", trace({}))[0]).toBe("does_not_apply");
  });
});

describe("source not retrieved", () => {
  test.each([
    ["As [1] says.", "not_found"],
    ["As [4] says.", "found"],
    ["As [returns-policy] says.", "not_found"],
    ["As [refund-handbook] says.", "found"],
    ["See https://northwind.example/help.", "found"],
    ['{"answer":"yes","sources":["tents"]}', "not_found"],
    ['{"answer":"yes","sources":["boats"]}', "found"],
    ["No source at all.", "does_not_apply"],
  ])("%s is %s", (output, status) => {
    expect(ask("source_not_retrieved", trace({ output, steps: [retrieved] }))[0]).toBe(status);
  });
  test("whoever cites without having retrieved anything is found", () => {
    expect(ask("source_not_retrieved", trace({ output: "As [2] says." }))[1]).toContain(
      "nothing was retrieved",
    );
  });
});

test("what was found stands first", () => {
  const findings = runDetectors(
    trace({ output: "I'm sorry, but I can't help with that." }),
    context,
  );
  expect(findings).toHaveLength(6);
  expect(findings[0]?.detector).toBe("refused_valid_request");
});
