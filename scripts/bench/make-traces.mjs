// Traces such as a support desk sends: four steps, texts of usual length, no two alike.
import { randomUUID } from "node:crypto";

const subjects = [
  "The tent that I ordered leaks at the seam and I would like to have it repaired before my trip",
  "Ich wurde für meine Bestellung doppelt belastet und möchte einen der beiden Beträge zurück",
  "Mon colis est arrivé mouillé et le duvet sent mauvais, que dois-je faire maintenant",
  "I cannot sign in to my account since I changed my phone and the code never arrives",
  "Quiero hablar con un encargado, llevo tres correos y nadie me contesta desde el lunes",
];
const labels = ["warranty_claim", "refund_request", "damaged_item", "account_access", "complaint"];
const policy =
  "Refunds are paid within ten days of the return. A double charge is taken back at once and needs no return. ".repeat(
    3,
  );

export function makeTrace(index, startedAt = Date.now() - 2_000) {
  const at = (ms) => new Date(startedAt + ms).toISOString();
  const subject = subjects[index % subjects.length];
  const ticket = `${subject}. It is about the order NW-${20_000_000 + index}, and I have written before on the ${(index % 28) + 1}th.`;
  const label = labels[index % labels.length];
  return {
    id: randomUUID(),
    startedAt: at(0),
    endedAt: at(1_200 + (index % 700)),
    environment: "production",
    prompt: "support/triage",
    version: 1 + (index % 2),
    arm: index % 2 ? "candidate" : "stable",
    unit: `cus_${index % 5_000}`,
    sessionId: `s_${index % 20_000}`,
    attributes: { customer_tier: index % 10 ? "basic" : "enterprise", region: "EU", build: "1842" },
    input: { ticket },
    output: { category: label, priority: "normal", next_action: "Start a refund" },
    outcome: index % 12 ? "succeeded" : "escalated",
    steps: [
      {
        id: "retrieve",
        kind: "retrieval",
        name: "policy search",
        startedAt: at(5),
        endedAt: at(90),
        input: ticket,
        output: [{ content: policy, score: 0.82 }],
      },
      {
        id: "look-up",
        kind: "tool",
        name: "lookup_order",
        startedAt: at(92),
        endedAt: at(180),
        input: { order: `NW-${20_000_000 + index}` },
        output: { status: "delivered", carrier: "DHL", value: 189.9 },
      },
      {
        id: "answer",
        kind: "llm",
        name: "triage",
        startedAt: at(185),
        endedAt: at(1_150 + (index % 700)),
        provider: "openai",
        model: "gpt-4.1-mini",
        inputTokens: 1_317,
        cachedInputTokens: 1_024,
        outputTokens: 58,
        input: [
          { role: "system", content: "Answer with one category, a priority and the next action." },
          { role: "user", content: ticket },
        ],
        output: [{ role: "assistant", content: JSON.stringify({ category: label }) }],
      },
      {
        id: "validate",
        kind: "validate",
        name: "schema",
        startedAt: at(1_152 + (index % 700)),
        endedAt: at(1_160 + (index % 700)),
      },
    ],
  };
}
