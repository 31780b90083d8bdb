import { triageCases } from "../content/triage-cases";
import {
  TRIAGE_CATEGORIES,
  type TriageCategory,
  type TriagePriority,
} from "../content/triage-labels";
import type { Customer } from "./customers";
import { ESCALATION_MESSAGES } from "./escalations";
import { LONG_TICKETS } from "./long-tickets";
import type { Random } from "./random";
import { ITEMS, PLACES, TICKETS, type TicketLanguage } from "./tickets";

export interface Ticket {
  text: string;
  language: TicketLanguage;
  category: TriageCategory;
  priority: TriagePriority;
  isLong: boolean;
  /** What a hasty reader takes a long ticket for. */
  firstTopic: TriageCategory | null;
  order: string | null;
}

const CATEGORY_WEIGHTS: Record<TriageCategory, number> = {
  refund_request: 13,
  billing_dispute: 11,
  delivery_problem: 13,
  order_status: 18,
  damaged_item: 8,
  cancel_order: 7,
  exchange_request: 9,
  warranty_claim: 6,
  account_access: 7,
  product_question: 9,
  complaint: 5,
  spam_or_abuse: 3,
};

/** Texts of cases for development only: production traffic must not give away what is held out. */
const KNOWN = triageCases.filter(
  ({ split, input }) => split === "development" && (input.ticket?.length ?? 0) < 400,
);
const SHARE_OF_KNOWN = 0.12;

function fill(text: string, language: TicketLanguage, order: string, random: Random): string {
  return text
    .replaceAll("{item}", random.pick(ITEMS[language]))
    .replaceAll("{order}", order)
    .replaceAll("{days}", String(2 + random.below(11)))
    .replaceAll("{place}", random.pick(PLACES));
}

const orderNumber = (random: Random) => `NW-204${(10_000 + random.below(90_000)).toString()}`;

function priorityOf(category: TriageCategory, tier: Customer["tier"], random: Random) {
  if (category === "product_question" || category === "spam_or_abuse") {
    return tier === "enterprise" ? "normal" : "low";
  }
  return random.chance(0.08) ? "high" : "normal";
}

export function makeTicket(
  random: Random,
  { language, tier }: Customer,
  longShare: number,
): Ticket {
  const category = random.weighted(CATEGORY_WEIGHTS);
  const order = orderNumber(random);
  const short = (which: TriageCategory) =>
    fill(random.pick(TICKETS[language][which]), language, order, random);
  const priority = priorityOf(category, tier, random);
  const longs = LONG_TICKETS[language];
  if (longs && category !== "spam_or_abuse" && random.chance(longShare)) {
    const firstTopic = random.pick(
      TRIAGE_CATEGORIES.filter((other) => other !== category && other !== "spam_or_abuse"),
    );
    const text = fill(random.pick(longs), language, order, random)
      .replace("{first}", short(firstTopic))
      .replace("{last}", short(category));
    return { text, language, category, priority, isLong: true, firstTopic, order };
  }
  if (random.chance(SHARE_OF_KNOWN)) {
    const templates = KNOWN.filter(({ attributes }) => attributes.language === language);
    const { input, expected } = random.pick(templates);
    if (input.ticket && typeof expected !== "string") {
      return {
        text: input.ticket,
        language,
        category: expected.category as TriageCategory,
        priority: expected.priority as TriagePriority,
        isLong: false,
        firstTopic: null,
        order: /NW-\d+/.exec(input.ticket)?.[0] ?? null,
      };
    }
  }
  const text = short(category);
  return {
    text,
    language,
    category,
    priority,
    isLong: false,
    firstTopic: null,
    order: text.includes(order) ? order : null,
  };
}

export function makeMessage(random: Random): { text: string; expected: "person" | "assistant" } {
  const { text, expected } = random.pick(ESCALATION_MESSAGES);
  return { text: fill(text, "en", orderNumber(random), random), expected };
}
