import { db } from "@/lib/db/client";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { TraceBatch } from "@/lib/traces/span";
import { storeSpans } from "@/lib/traces/store/store-spans";
import { AGENT, agentCases, HANDLING, policyPassages } from "./content/agent-chain";
import type { TriageCategory } from "./content/triage-labels";
import { type DemoTimes, hoursAfter } from "./demo-times";
import { makeRandom, type Random } from "./traffic/random";
import { layOut } from "./traffic/steps";
import { MODEL } from "./traffic/triage";

const SEED = 61;
const HOURS = 20;

/** What an application in staging sent while it ran version 2 of the chain: one trace for each ticket, made up. */
export async function seedAgentTraces(projectId: string, { now }: DemoTimes): Promise<void> {
  const count = await db.trace.count({ where: { projectId, prompt: AGENT } });
  if (count > 0) return;
  const random = makeRandom(SEED);
  const from = hoursAfter(now, -HOURS);
  const traces = agentCases.map((one, index) =>
    agentTrace(random, one, hoursAfter(from, (index * (HOURS - 1)) / agentCases.length)),
  );
  await storeSpans(projectId, traces);
}

/** The steps have the names of the chain's, so that they can be told to be its own. */
function agentTrace(
  random: Random,
  { input, expected, steps }: (typeof agentCases)[number],
  startedAt: Date,
): TraceBatch {
  const traceId = random.hex(32);
  const { category } = steps.route.value;
  const { clause, tool } = HANDLING[category as TriageCategory] ?? { clause: "", tool: "none" };
  const forgotten = ["billing_dispute", "exchange_request"].includes(category);
  const passages = [
    ...policyPassages.filter(({ id }) => id === clause),
    ...policyPassages.filter(({ id }) => id !== clause).slice(0, 3),
  ].map((passage, index) => ({ ...passage, score: Number((0.8 - index * 0.15).toFixed(2)) }));
  const ticket = input.ticket as JsonValue;
  const llm = { kind: "llm", model: MODEL, finishReason: "stop" } as const;
  const spans = layOut(traceId, startedAt, [
    {
      ...{ ...llm, name: "route", ms: random.around(610, 0.3), input, output: { category } },
      ...{ inputTokens: 840 + random.below(60), outputTokens: 22 },
    },
    {
      ...{ kind: "retrieval", name: "retrieve_policy", ms: random.around(9, 0.4) },
      ...{ input: { query: ticket }, output: { passages } },
    },
    {
      ...{ kind: "tool", name: "select_tool", ms: random.around(3, 0.4) },
      ...{ input: { category, ticket }, output: { tool: forgotten ? "none" : tool, order: null } },
    },
    {
      ...{ ...llm, name: "answer", ms: random.around(1_400, 0.3) },
      ...{ input: { ticket, category, passages }, output: expected },
      ...{ inputTokens: 610 + random.below(90), outputTokens: 6 },
    },
    {
      ...{ kind: "validate", name: "validate", ms: random.around(2, 0.4) },
      ...{ input: { value: expected }, output: expected },
    },
  ]);
  return {
    ...{ traceId, source: "rest", spans },
    facts: {
      ...{
        name: "support agent",
        environment: "staging",
        prompt: AGENT,
        version: 2,
        arm: "stable",
      },
      ...{ unit: `u-${random.hex(6)}`, sessionId: `session-${random.hex(8)}` },
      attributes: { customer_tier: String(input.customer_tier), language: "en", is_demo: true },
      input,
      output: expected,
      outcome: forgotten ? "failed" : "succeeded",
    },
  };
}
