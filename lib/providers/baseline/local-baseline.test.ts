import { expect, test } from "vitest";
import type { ChatMessage } from "@/lib/providers/contract";
import { NO_LABELS } from "./baseline-answer";
import { makeLocalBaseline } from "./local-baseline";

const baseline = makeLocalBaseline();
const { signal } = new AbortController();

async function ask(
  messages: ChatMessage[],
  outputSchema?: Record<string, unknown>,
): Promise<string> {
  const request = {
    model: "baseline",
    messages,
    settings: {},
    ...(outputSchema ? { outputSchema } : {}),
  };
  return (await baseline.complete(request, { signal })).text;
}

const chat = (system: string, user: string): ChatMessage[] => [
  { role: "system", content: system },
  { role: "user", content: user },
];

const NAMES = ["refund_request", "order_status", "account_access"];

test.each([
  [
    "bullets",
    `Sort the ticket.\n\nCategories:\n${NAMES.map((name) => `- ${name}`).join("\n")}\n\nAnswer with the category only.`,
  ],
  ["numbers", `Categories:\n${NAMES.map((name, at) => `${at + 1}. ${name}`).join("\n")}`],
  ["lines", `Labels\n${NAMES.join("\n")}\n\nAnswer with one label.`],
  [
    "commas",
    `Classify into one of these categories: ${NAMES.join(", ")}. Answer with the label only.`,
  ],
  ["a JSON array", `Choose a label from ${JSON.stringify(NAMES)}.`],
  [
    "an or",
    `Is it refund_request, order_status or account_access? Choose one of refund_request, order_status or account_access.`,
  ],
])("labels are read from %s", async (_, system) => {
  expect(await ask(chat(system, "I want a refund"))).toBe("refund_request");
  expect(await ask(chat(system, "what is the status of my order"))).toBe("order_status");
  expect(await ask(chat(system, "no access to my account"))).toBe("account_access");
});

test("a prompt of one message is split into instructions and question", async () => {
  const text = (question: string): ChatMessage[] => [
    {
      role: "user",
      content: `Classify the question.\nLabels:\n${NAMES.join("\n")}\n\nQuestion: ${question}\nLabel:`,
    },
  ];
  expect(await ask(text("where is my order"))).toBe("order_status");
  expect(
    await ask([{ role: "user", content: `Choose one of: ${NAMES.join(", ")}.\n\nrefund please` }]),
  ).toBe("refund_request");
});

test("the labels may stand in the user's message below a system message without any", async () => {
  const question = `Choose one of: ${NAMES.join(", ")}.\n\nrefund please`;
  expect(await ask(chat("You are a careful classifier.", question))).toBe("refund_request");
});

test("a definition decides where the name alone cannot", async () => {
  const question = "the parcel with my boots has not left the warehouse";
  const names = `Categories:\n- refund_request\n- order_status`;
  const defined = `Categories:\n- refund_request: wants money back\n- order_status: asks where a parcel is or when it leaves the warehouse`;
  expect(await ask(chat(names, "money"))).toBe("refund_request");
  expect(await ask(chat(defined, question))).toBe("order_status");
});

test.each([
  [
    "pairs of messages",
    (shown: string, label: string): ChatMessage[] => [
      { role: "system", content: "Labels:\n- alpha\n- beta" },
      { role: "user", content: shown },
      { role: "assistant", content: label },
    ],
  ],
  [
    "an arrow",
    (shown: string, label: string): ChatMessage[] => [
      { role: "system", content: `Labels:\n- alpha\n- beta\n\nInput: ${shown} → ${label}` },
    ],
  ],
  [
    "two lines",
    (shown: string, label: string): ChatMessage[] => [
      { role: "system", content: `Labels:\n- alpha\n- beta\n\nInput: ${shown}\nLabel: ${label}` },
    ],
  ],
])("an example written as %s moves the answer", async (_, examples) => {
  const question: ChatMessage = { role: "user", content: "my canoe paddle snapped" };
  expect(await ask([...examples("the paddle of the canoe broke", "alpha"), question])).toBe(
    "alpha",
  );
  expect(await ask([...examples("the paddle of the canoe broke", "beta"), question])).toBe("beta");
});

const TRIAGE = `# Categories
- refund_request: wants money back
- product_question: asks about an item
- spam: advertising

Priority, the first that fits:
- urgent: injured, leaking gas
- low: product_question, spam
- normal: everything else

Customers of tier "enterprise" never get priority "low".
Answer with one JSON object: category, priority, next_action. No other text.`;

test("JSON is answered with the fields the prompt names, filled by the prompt's rules", async () => {
  const answer = async (tier: string, ticket: string) =>
    JSON.parse(await ask(chat(TRIAGE, `Tier: ${tier}  Language: en\n\n${ticket}`)));
  expect(await answer("basic", "I want my money back")).toEqual({
    category: "refund_request",
    priority: "normal",
    next_action: "Handle as refund request",
  });
  expect(await answer("basic", "A question about an item")).toMatchObject({
    category: "product_question",
    priority: "low",
  });
  expect(await answer("enterprise", "A question about an item")).toMatchObject({
    priority: "normal",
  });
  expect(await answer("basic", "I want my money back, the canister was leaking gas")).toMatchObject(
    { priority: "urgent" },
  );
});

test("fields and values may come from the output schema", async () => {
  const schema = {
    type: "object",
    properties: { label: { type: "string", enum: ["refund", "order status"] } },
  };
  expect(await ask(chat("Sort the ticket.", "what is the status of my order"), schema)).toBe(
    '{"label":"order status"}',
  );
});

test("a prompt without labels gets a plain sentence that this is no language model", async () => {
  expect(
    await ask(
      chat("You are a friendly assistant. Write a reply to the customer.", "Where is my tent?"),
    ),
  ).toBe(NO_LABELS);
  expect(await ask([{ role: "user", content: "Hello" }])).toBe(NO_LABELS);
  expect(await ask([])).toBe(NO_LABELS);
});

test("nonsense, markup and an empty question still get one of the labels", async () => {
  for (const question of ["", "???", "<div><br></div>", "\u0000", "x".repeat(50_000)]) {
    expect(NAMES).toContain(await ask(chat(`Labels:\n${NAMES.join("\n")}`, question)));
  }
});

test("the answer is free, says that its tokens are estimates, and repeats itself exactly", async () => {
  const request = {
    model: "baseline",
    messages: chat(TRIAGE, "I want my money back"),
    settings: {},
  };
  const first = await baseline.complete(request, { signal });
  expect(first).toMatchObject({
    finishReason: "stop",
    usage: { estimated: true, cachedInputTokens: 0, costUsd: 0 },
  });
  expect(first.usage.inputTokens).toBeGreaterThan(80);
  expect((await makeLocalBaseline().complete(request, { signal })).text).toBe(first.text);
});

test("1,000 questions with 77 labels are answered well within two seconds", async () => {
  const labels = Array.from(
    { length: 77 },
    (_, at) =>
      `- intent_${at}_${["card", "transfer", "limit"][at % 3]}: about number ${at} and cards`,
  );
  const system = `Intents:\n${labels.join("\n")}`;
  const startedAt = performance.now();
  for (let at = 0; at < 1000; at++)
    await ask(chat(system, `my card number ${at} does not arrive, what is the limit?`));
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
