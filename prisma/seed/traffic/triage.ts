import type { JsonValue } from "@/lib/scorers/json-value";
import type { RequestOutcome } from "@/lib/traces/span";
import type { TriageCategory, TriagePriority } from "../content/triage-labels";
import type { Customer } from "./customers";
import { HELP_PAGES } from "./help-pages";
import type { Random } from "./random";
import { type DemoStep, layOut } from "./steps";
import { CONFUSED, type Mistake, mistakeChances } from "./story";
import type { Ticket } from "./ticket";

export const MODEL = "gpt-4.1-mini";
const FALLBACK_MODEL = "gpt-4o-mini";

const NEXT_ACTION: Record<TriageCategory, string> = {
  refund_request: "Check the return and refund the card.",
  billing_dispute: "Compare the payments and correct the charge.",
  delivery_problem: "Open a search with the carrier.",
  order_status: "Tell the customer when the order ships.",
  damaged_item: "Ask for photos and send a replacement.",
  cancel_order: "Stop the order before it ships.",
  exchange_request: "Reserve the other size and send a label.",
  warranty_claim: "Check the purchase date and offer a repair.",
  account_access: "Verify the customer and reset the access.",
  product_question: "Answer from the item’s page.",
  complaint: "Have the team lead call the customer.",
  spam_or_abuse: "Close without an answer.",
};

export interface TriageAnswer {
  category: TriageCategory;
  priority: TriagePriority;
  next_action: string;
}

export interface Triaged {
  answer: TriageAnswer | null;
  mistake: Mistake | null;
  outcome: RequestOutcome;
  error: string | null;
}

/** How a version deals with a ticket, apart from how long it takes. */
export function triage(random: Random, version: number, ticket: Ticket, slow: boolean): Triaged {
  if (random.chance(slow ? 0.035 : 0.003)) {
    const error = "The model's provider answered 429 four times.";
    return { answer: null, mistake: null, outcome: "failed", error };
  }
  const isFallback = random.chance(slow ? 0.06 : 0.005);
  const way = mistakeChances(version, ticket).find(([, chance]) => random.chance(chance));
  const mistake = way?.[0] ?? null;
  const answer = answerOf(random, ticket, mistake);
  if (isFallback) return { answer, mistake, outcome: "fell_back", error: null };
  const asksForPerson = ticket.category === "complaint" ? 0.3 : 0.035;
  const escalated = random.chance(asksForPerson + (mistake ? 0.14 : 0));
  const outcome = escalated ? "escalated" : mistake ? "failed" : "succeeded";
  return { answer, mistake, outcome, error: null };
}

function answerOf(random: Random, ticket: Ticket, mistake: Mistake | null): TriageAnswer {
  const wrong =
    mistake === "last request lost" && ticket.firstTopic
      ? ticket.firstTopic
      : random.pick(CONFUSED[ticket.category]);
  const category = mistake === null || mistake === "wrong priority" ? ticket.category : wrong;
  const priority =
    mistake === "wrong priority"
      ? random.pick((["low", "normal", "high"] as const).filter((p) => p !== ticket.priority))
      : ticket.priority;
  return { category, priority, next_action: NEXT_ACTION[category] };
}

interface TraceRequest {
  traceId: string;
  startedAt: Date;
  ticket: Ticket;
  customer: Customer;
  version: number;
  systemTokens: number;
  slow: boolean;
}

export function triageSteps(
  random: Random,
  request: TraceRequest,
  { answer, outcome, error }: Triaged,
) {
  const { traceId, startedAt, ticket, customer } = request;
  const steps: DemoStep[] = [
    {
      kind: "route",
      name: "choose prompt",
      ms: random.around(6, 0.4),
      input: { channel: customer.channel },
      output: "support/triage",
    },
    retrieval(random, ticket),
    ...(ticket.order ? [lookUp(random, ticket.order)] : []),
    call(random, request, { answer, outcome, error }),
  ];
  if (outcome === "fell_back") {
    steps.push({
      ...call(random, { ...request, slow: false }, { answer, outcome: "succeeded", error: null }),
      name: "sort ticket, second model",
      model: FALLBACK_MODEL,
    });
  }
  if (answer) {
    steps.push({
      kind: "validate",
      name: "check schema",
      ms: random.around(3, 0.4),
      output: { valid: true },
    });
  }
  return layOut(traceId, startedAt, steps);
}

function retrieval(random: Random, ticket: Ticket): DemoStep {
  const page = HELP_PAGES[ticket.category];
  const others = Object.values(HELP_PAGES).filter((other) => other !== page);
  const pages = [...(page ? [page] : []), random.pick(others), random.pick(others)];
  const documents = pages
    .filter((document, index) => pages.indexOf(document) === index)
    .map((document, index) => ({
      ...document,
      score: Number((0.86 - 0.14 * index - 0.08 * random.next()).toFixed(3)),
    }));
  return {
    kind: "retrieval",
    name: "find help pages",
    ms: random.around(48, 0.35),
    input: ticket.text.slice(0, 120),
    output: documents,
  };
}

function lookUp(random: Random, order: string): DemoStep {
  const step = { kind: "tool", name: "lookup_order" } as const;
  if (random.chance(0.006)) {
    return { ...step, ms: 4, input: {}, error: "The argument order is missing." };
  }
  if (random.chance(0.004)) {
    return {
      ...step,
      ms: 3_000,
      input: { order },
      error: "The order service did not answer within 3 s.",
    };
  }
  const output = {
    order,
    status: random.pick(["processing", "shipped", "delivered", "returned"]),
    carrier: random.pick(["DHL", "PostNL", "Correos", "DPD"]),
    totalEur: Number((20 + 280 * random.next()).toFixed(2)),
  };
  return { ...step, ms: random.around(110, 0.4), input: { order }, output };
}

function call(
  random: Random,
  { ticket, customer, systemTokens, slow }: TraceRequest,
  { answer, outcome, error }: Pick<Triaged, "answer" | "outcome" | "error">,
): DemoStep {
  const content = `Tier: ${customer.tier}  Language: ${ticket.language}\n\n${ticket.text}`;
  const inputTokens = systemTokens + Math.ceil(content.length / 4) + 8;
  const input: JsonValue = [{ role: "user", content }];
  const isLost = error !== null || outcome === "fell_back";
  const retries = isLost ? 3 : random.chance(slow ? 0.22 : 0.012) ? 1 + random.below(2) : 0;
  const waited = retries * random.around(slow ? 1_400 : 700, 0.3);
  const answering =
    random.around(520, 0.22) * (slow ? 2.4 : 1) +
    0.16 * systemTokens +
    (ticket.isLong ? random.around(240, 0.3) : 0);
  const shared = { kind: "llm", name: "sort ticket", model: MODEL, input, retries } as const;
  if (isLost || !answer) {
    return {
      ...shared,
      ms: waited + random.around(600, 0.3),
      // A refused call is not charged.
      inputTokens: 0,
      outputTokens: 0,
      error: error ?? "The model's provider answered 429 four times.",
    };
  }
  const text = JSON.stringify(answer);
  return {
    ...shared,
    ms: waited + answering,
    firstTokenMs: waited + answering * 0.55,
    inputTokens,
    cachedInputTokens: random.chance(0.72) ? Math.floor(systemTokens / 128) * 128 : 0,
    outputTokens: Math.ceil(text.length / 3.6),
    finishReason: "stop",
    output: [{ role: "assistant", content: text }],
  };
}
