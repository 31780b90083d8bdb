import { expect, test } from "vitest";
import { ChainContent } from "@/lib/prompts/chain/chain-content";
import { checkWiring } from "@/lib/prompts/chain/check-wiring";
import { proposeChain } from "./propose-chain";
import type { RecordedStep, RecordedTrace } from "./recorded-trace";

const step = (
  kind: RecordedStep["kind"],
  name: string,
  input: RecordedStep["input"],
  output: RecordedStep["output"],
  more: Partial<RecordedStep> = {},
): RecordedStep => ({ id: `${name}-${kind}`, parentId: null, kind, name, input, output, ...more });

function trace(id: string, ticket: string, category: string, order: string): RecordedTrace {
  const passages = [{ id: "6.2", text: "Double charges go back." }];
  return {
    id,
    input: { ticket, language: "en" },
    steps: [
      step("other", "handle ticket", { ticket }, null, { id: "root" }),
      step("llm", "Triage", { ticket, language: "en" }, { category }, { parentId: "root" }),
      step("route", "desk", { category }, category === "billing" ? "money" : "other"),
      step("retrieval", "find policy", { query: ticket, category }, { passages }),
      step("tool", "lookup_payments", { order }, { payments: 2 }),
      step("llm", "reply", { ticket, passages }, "Two payments."),
    ],
  };
}

const surroundings = {
  prompts: [
    { name: "support/triage", version: 6 },
    { name: "support/reply", version: 12 },
  ],
  documentSets: ["policies"],
};
const traces = [
  trace("t1", "I was charged twice", "billing", "NW-1"),
  trace("t2", "Where is my parcel", "delivery", "NW-2"),
  trace("t3", "Charged again", "billing", "NW-3"),
];

test("steps stand in their order, by name and kind, without what only wraps them", () => {
  const { steps } = proposeChain(traces, surroundings);
  expect(steps.map(({ key, kind }) => [key, kind])).toEqual([
    ["triage", "prompt"],
    ["desk", "route"],
    ["find_policy", "retrieve"],
    ["lookup_payments", "tool"],
    ["reply", "prompt"],
  ]);
});

test("inputs come from where their values were seen", () => {
  const { steps, inputs } = proposeChain(traces, surroundings);
  expect(Object.fromEntries(steps.map(({ key, input }) => [key, input]))).toEqual({
    triage: { ticket: "inputs.ticket", language: "inputs.language" },
    desk: { category: "steps.triage.output.category" },
    find_policy: { query: "inputs.ticket", category: "steps.triage.output.category" },
    lookup_payments: {},
    reply: { ticket: "inputs.ticket", passages: "steps.find_policy.output.passages" },
  });
  expect(inputs).toMatchObject({
    properties: { ticket: { type: "string" } },
    required: ["ticket", "language"],
  });
});

test("prompts of the project are pinned, tools answer as they did, and what is left to do is said", () => {
  const { steps } = proposeChain(traces, surroundings);
  const [triage, desk, policy, lookup] = steps;
  expect(triage).toMatchObject({ config: { prompt: "support/triage", version: 6 }, note: null });
  expect(desk?.config).toMatchObject({ otherwise: "money", branches: [{ name: "other" }] });
  expect(policy).toMatchObject({ config: { documents: "policies", topK: 1 }, note: null });
  expect(lookup?.config).toMatchObject({ canned: [{ arguments: { order: "NW-1" } }, {}, {}] });
  expect(lookup?.note).toContain("address");
});

test("a step that fewer than half of the traces have is left out", () => {
  const [first, ...rest] = traces;
  const odd = { ...first, steps: [...(first?.steps ?? []), step("tool", "refund", {}, true)] };
  const { steps } = proposeChain([odd as RecordedTrace, ...rest], surroundings);
  expect(steps.map(({ key }) => key)).not.toContain("refund");
});

test("the proposal fits together but for what its notes say", () => {
  const { steps, inputs } = proposeChain(traces, surroundings);
  const content = ChainContent.parse({
    steps: steps.map(({ key, kind, config, input }) => ({ key, kind, config, input })),
    inputs,
  });
  const prompts = new Map(
    ["support/triage@6", "support/reply@12"].map((pin) => [
      pin,
      { variables: ["ticket"], outputSchema: null },
    ]),
  );
  const problems = checkWiring(content, prompts).filter(
    ({ path }) => !path.startsWith("steps.1.input"),
  );
  expect(problems.map(({ path }) => path)).toEqual([
    "steps.2.input.category",
    "steps.3.input.order",
  ]);
});
