import type { ChatMessage } from "@/lib/providers/contract";
import type { TriageCategory, TriagePriority } from "./triage-labels";

function example(
  category: TriageCategory,
  priority: TriagePriority,
  nextAction: string,
  text: string,
  language = "en",
): ChatMessage[] {
  return [
    { role: "user", content: `Tier: basic  Language: ${language}\n\n${text}` },
    {
      role: "assistant",
      content: JSON.stringify({ category, priority, next_action: nextAction }),
    },
  ];
}

/** Two of each category. None of them is a ticket of the eval set. */
export const ENGLISH_EXAMPLES: ChatMessage[] = [
  example(
    "refund_request",
    "normal",
    "Check the return and release the refund",
    "I sent the jacket back last week and I am still waiting for my money back from the return.",
  ),
  example(
    "billing_dispute",
    "normal",
    "Compare both charges",
    "My credit card was charged twice for one order, the invoice says I bought one.",
  ),
  example(
    "delivery_problem",
    "normal",
    "Open a trace with the courier",
    "The driver says delivered but the parcel is not here. I looked everywhere and asked the neighbours.",
  ),
  example(
    "order_status",
    "normal",
    "Look up the ship date",
    "When does my order leave the warehouse? It still says packed and I have no tracking number.",
  ),
  example(
    "damaged_item",
    "normal",
    "Send a replacement",
    "When I unpacked the box the lantern glass was shattered and a pole was snapped.",
  ),
  example(
    "cancel_order",
    "normal",
    "Stop the order before it ships",
    "I clicked twice by mistake, please call off the second order before it goes out.",
  ),
  example(
    "exchange_request",
    "normal",
    "Offer the other size",
    "The boots are too tight, I would like the same ones in a bigger size instead.",
  ),
  example(
    "warranty_claim",
    "normal",
    "Ask for the receipt and photos",
    "After a year of normal use the stove valve does not close any more, it should be repaired or replaced under guarantee.",
  ),
  example(
    "account_access",
    "normal",
    "Send a fresh sign-in link",
    "The page says wrong password and now I am locked out, how can I get in again?",
  ),
  example(
    "product_question",
    "low",
    "Answer from the product page",
    "Is the small tent long enough for someone tall, how heavy is it, and which pegs would you take for stony ground?",
  ),
  example(
    "complaint",
    "normal",
    "Apologise and name one contact",
    "Every time I talk to a different person, nobody says sorry and your bot is terrible. That is not how you treat customers.",
  ),
  example(
    "spam_or_abuse",
    "low",
    "Close without an answer",
    "You have won! Click here for your free prize, reply today.",
  ),
  example(
    "refund_request",
    "normal",
    "Send the return label",
    "I do not want it any more, it is unused and in its original box. How do I return it and get my money?",
  ),
  example(
    "billing_dispute",
    "normal",
    "Correct the invoice",
    "The last invoice for our company has a line item that we never ordered, please reissue it with the agreed discount.",
  ),
  example(
    "delivery_problem",
    "normal",
    "Ask the carrier for the missing boxes",
    "Two of the five boxes never reached our site. The carrier dropped them at another branch.",
  ),
  example(
    "order_status",
    "normal",
    "Confirm the ship date",
    "Please confirm on which day our purchase order will be shipped and when we can expect it.",
  ),
  example(
    "damaged_item",
    "normal",
    "Send a replacement",
    "Three of the chairs were delivered with broken frames, photos are attached. Please replace them.",
  ),
  example(
    "cancel_order",
    "normal",
    "Stop the order before it ships",
    "We need to withdraw the purchase order, the event is off and nothing has been shipped yet.",
  ),
  example(
    "exchange_request",
    "normal",
    "Offer the other colour",
    "Can I change the blue one for the red one? I would rather have it in another colour.",
  ),
  example(
    "warranty_claim",
    "normal",
    "Ask for the receipt and photos",
    "My headlamp died ten months after I bought it, I still have the receipt. Is that a warranty case?",
  ),
  example(
    "account_access",
    "normal",
    "Reset the two-factor code",
    "Nobody in our company can sign in to the account since our colleague left, the code goes to her phone.",
  ),
  example(
    "product_question",
    "low",
    "Answer from the data sheet",
    "Do these ropes carry a certificate, and for which use are they approved?",
  ),
  example(
    "complaint",
    "normal",
    "Apologise and name one contact",
    "I was on hold for an hour and then got a rude answer. Your support has become a disgrace.",
  ),
  example(
    "spam_or_abuse",
    "low",
    "Close without an answer",
    "Dear partner, we offer cheap followers. Verify your mailbox at this link within 24 hours.",
  ),
].flat();

export const FOREIGN_EXAMPLES: ChatMessage[] = [
  example(
    "billing_dispute",
    "normal",
    "Compare both charges",
    "Mir wurde die Zeltstange zweimal abgebucht, ich möchte nur einmal zahlen.",
    "de",
  ),
  example(
    "refund_request",
    "normal",
    "Check the return and release the refund",
    "J'ai renvoyé la veste et je voudrais être remboursé.",
    "fr",
  ),
  example(
    "order_status",
    "normal",
    "Look up the ship date",
    "¿Dónde está mi pedido? Todavía no tengo número de seguimiento.",
    "es",
  ),
].flat();
