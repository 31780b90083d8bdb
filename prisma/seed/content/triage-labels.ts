export const TRIAGE_CATEGORIES = [
  "refund_request",
  "billing_dispute",
  "delivery_problem",
  "order_status",
  "damaged_item",
  "cancel_order",
  "exchange_request",
  "warranty_claim",
  "account_access",
  "product_question",
  "complaint",
  "spam_or_abuse",
] as const;
export type TriageCategory = (typeof TRIAGE_CATEGORIES)[number];

export const TRIAGE_PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type TriagePriority = (typeof TRIAGE_PRIORITIES)[number];
