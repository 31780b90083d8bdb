import type { TriageCategory } from "../content/triage-labels";
import type { DemoTimes } from "../demo-times";

const HOUR_MS = 3_600_000;

/** Requests of an ordinary day by hour (UTC): people write in the morning and after work. */
const HOURS = [
  2, 1, 1, 1, 2, 4, 9, 18, 30, 38, 40, 36, 31, 33, 37, 38, 34, 28, 24, 22, 18, 12, 7, 4,
];
/** From Sunday to Saturday: the weekend's questions come on Monday. */
const WEEKDAYS = [0.42, 1.2, 1.08, 1, 0.98, 0.92, 0.5];
const GROWTH_OVER_ALL = 0.15;

/** How busy an hour is against the others; only the relation counts. */
export function trafficWeight(at: Date, { trafficFrom, now }: DemoTimes): number {
  const hour = HOURS[at.getUTCHours()] ?? 1;
  const weekday = WEEKDAYS[at.getUTCDay()] ?? 1;
  const progress = (at.getTime() - trafficFrom.getTime()) / (now.getTime() - trafficFrom.getTime());
  return hour * weekday * (1 + GROWTH_OVER_ALL * progress);
}

export const isSlow = (at: Date, { slow }: DemoTimes) => at >= slow.from && at < slow.to;

/** Long tickets: a new form invites customers to put everything into one message. */
export function longShare(at: Date, { trafficFrom, now }: DemoTimes): number {
  const progress = (at.getTime() - trafficFrom.getTime()) / (now.getTime() - trafficFrom.getTime());
  return 0.012 + 0.2 * progress ** 2;
}

export type Mistake =
  | "billing read as refund"
  | "language not understood"
  | "last request lost"
  | "wrong priority";

/** What each category is taken for when it is read wrongly. */
export const CONFUSED: Record<TriageCategory, readonly TriageCategory[]> = {
  refund_request: ["billing_dispute", "exchange_request"],
  billing_dispute: ["refund_request"],
  delivery_problem: ["order_status"],
  order_status: ["delivery_problem"],
  damaged_item: ["warranty_claim", "refund_request"],
  cancel_order: ["order_status", "refund_request"],
  exchange_request: ["refund_request"],
  warranty_claim: ["damaged_item", "product_question"],
  account_access: ["order_status", "product_question"],
  product_question: ["order_status", "exchange_request"],
  complaint: ["delivery_problem", "order_status"],
  spam_or_abuse: ["product_question"],
};

/** In how many of a hundred each version of `support/triage` goes wrong, and in which way. */
const MISTAKES: Record<number, Record<Mistake, number>> = {
  1: {
    "billing read as refund": 60,
    "language not understood": 45,
    "last request lost": 40,
    "wrong priority": 6,
  },
  2: {
    "billing read as refund": 14,
    "language not understood": 8,
    "last request lost": 55,
    "wrong priority": 5,
  },
  3: {
    "billing read as refund": 8,
    "language not understood": 38,
    "last request lost": 50,
    "wrong priority": 5,
  },
  4: {
    "billing read as refund": 7,
    "language not understood": 4,
    "last request lost": 48,
    "wrong priority": 5,
  },
};

export interface TicketFacts {
  category: TriageCategory;
  language: string;
  isLong: boolean;
}

/** The ways in which this ticket can go wrong with a version, each with its chance, the likeliest cause first. */
export function mistakeChances(version: number, ticket: TicketFacts): [Mistake, number][] {
  const rates = MISTAKES[version] ?? MISTAKES[2];
  if (!rates) return [];
  const fits: Record<Mistake, boolean> = {
    "last request lost": ticket.isLong,
    "language not understood": ticket.language !== "en",
    "billing read as refund": ticket.category === "billing_dispute",
    "wrong priority": true,
  };
  const ways = Object.keys(fits) as Mistake[];
  return ways.filter((way) => fits[way]).map((way) => [way, rates[way] / 100]);
}

/** Later hours have had less time for somebody to say how it ended. */
export function unsaidShare(at: Date, { now }: DemoTimes): number {
  const hours = (now.getTime() - at.getTime()) / HOUR_MS;
  return hours < 8 ? 0.3 : 0.06;
}
