import type { ChatMessage, JsonSchema } from "@/lib/providers/contract";
import { BASELINE, type DemoPrompt, ticketUrl } from "./demo-content";

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

export const triageSchema: JsonSchema = {
  type: "object",
  additionalProperties: false,
  required: ["category", "priority", "next_action"],
  properties: {
    category: { type: "string", enum: [...TRIAGE_CATEGORIES] },
    priority: { type: "string", enum: [...TRIAGE_PRIORITIES] },
    next_action: { type: "string", minLength: 1, maxLength: 200 },
  },
};

const ROLE = `You sort the tickets of Northwind, a shop for outdoor gear, so that each reaches the right desk.`;

const ANSWER = `Answer with one JSON object: category, priority, next_action. No other text.`;

const ticket: ChatMessage = {
  role: "user",
  content: "Tier: {{customer_tier}}  Language: {{language}}\n\n{{ticket}}",
};

const DEFINITIONS: Record<TriageCategory, string> = {
  refund_request:
    "wants money back for an item that was or will be returned; asks when a refund arrives",
  billing_dispute:
    "a wrong or double charge, payment or invoice; charged twice, a discount missing, money taken from the card without an order",
  delivery_problem:
    "the courier or driver went wrong: parcel marked delivered but not here, left at the wrong address or door, stuck at the depot, one of several parcels missing",
  order_status:
    "asks when an order ships or leaves the warehouse, or where it is; no tracking number or update yet",
  damaged_item:
    "arrived broken, torn, cracked, bent, leaking or incomplete; seen when the box was opened",
  cancel_order: "cancel, stop or withdraw an order before it ships; ordered by accident",
  exchange_request: "swap the item for another size or colour; too small, wrong size",
  warranty_claim:
    "a fault after months of use, within the guarantee or warranty; stopped working, seams, repair",
  account_access:
    "cannot log in or sign in; password reset, locked account, authenticator code, e-mail already registered",
  product_question:
    "asks about an item before buying: weight, size, temperature, does it fit, is it compatible or waterproof",
  complaint:
    "unhappy with staff, shop, phone line or service itself: rude, disappointed, nobody answers, shameful",
  spam_or_abuse:
    "advertising, special offers, prizes, links to click, insults, threats, or nothing to act on",
};

/** Words to look for in tickets that are not in English: German and French, then the other three. */
const FOREIGN_WORDS: Record<TriageCategory, { deFr: string; esPtNl: string }> = {
  refund_request: {
    deFr: "Erstattung, zurückgeschickt, zurückgeben; remboursement, remboursée, renvoyé",
    esPtNl: "devolver, reembolso; devolvi; geld terug, teruggestuurd",
  },
  billing_dispute: {
    deFr: "doppelt belastet, Abbuchung, Rechnung; débit, facture, payé deux fois",
    esPtNl: "cobraron dos veces, cargos; cobrança; dubbel betaald, afgeschreven",
  },
  delivery_problem: {
    deFr: "Sendung zugestellt, Paket nicht angekommen, Bote; colis livré, livreur, rien reçu",
    esPtNl: "paquete no ha llegado, repartidor; entregue; pakket geleverd, bezorger",
  },
  order_status: {
    deFr: "wann wird die Bestellung verschickt, Status, wo bleibt; où en est ma commande, suivi",
    esPtNl:
      "cuándo se envía mi pedido; quando é enviada a encomenda; wanneer wordt de bestelling verzonden",
  },
  damaged_item: {
    deFr: "gebrochen, Riss, verbogen, beschädigt; cassé, accroc, tordue",
    esPtNl: "llegó rota, cristal; chegou com um furo; beschadigd, gebroken",
  },
  cancel_order: {
    deFr: "stornieren; annuler la commande",
    esPtNl: "cancelar, anular el pedido; cancelem; annuleren",
  },
  exchange_request: {
    deFr: "umtauschen, zu klein, Größe; échanger, trop petit, taille",
    esPtNl: "cambiar, talla; trocar, tamanho; ruilen, te klein, maat",
  },
  warranty_claim: {
    deFr: "Garantie, nach Monaten kaputt, Reißverschluss; sous garantie, après six mois",
    esPtNl: "garantía, ya no funcionan, reparar; garantia; kapot na een half jaar",
  },
  account_access: {
    deFr: "anmelden, Passwort, Konto gesperrt; me connecter, mot de passe, compte",
    esPtNl: "contraseña, cuenta; entrar na conta, senha; inloggen, wachtwoord",
  },
  product_question: {
    deFr: "wie schwer, passt, wasserdicht; quel est le poids, combien",
    esPtNl: "cuánto pesa, impermeable; quanto pesa; hoe zwaar, past",
  },
  complaint: {
    deFr: "enttäuscht, beschwere mich, Kundendienst; déçu, réclamation",
    esPtNl: "vergüenza, queja, atención; reclamação; klacht, teleurgesteld",
  },
  spam_or_abuse: { deFr: "Werbung, Gewinn; publicité", esPtNl: "publicidad; publicidade; reclame" },
};

const PRIORITY_NAMES = "Priority is one of low, normal, high, urgent.";

const PRIORITY_RULES = `Priority, the first that fits:
- urgent: injured, hurt, leaking gas, smelled of gas, payments I never made, did not make, somebody is using my card, orders that are not mine
- high: starts in two days, starts tomorrow, opens tomorrow, before Saturday, on Friday, on Thursday, today please, until tomorrow, goes out today, out tomorrow, third time, fourth message, fifth time, last time, empieza mañana, zahlt erst, cannot close the month, gets married
- low: product_question, spam_or_abuse
- normal: everything else

# Rules
- Customers of tier "enterprise" never get priority "low".
- Keep next_action under 20 words.`;

function categoryList(explain: (name: TriageCategory) => string): string {
  return `# Categories\n${TRIAGE_CATEGORIES.map((name) => `- ${name}${explain(name)}`).join("\n")}`;
}

function system(...parts: string[]): ChatMessage {
  return { role: "system", content: [ROLE, ...parts, ANSWER].join("\n\n") };
}

function example(
  category: TriageCategory,
  priority: (typeof TRIAGE_PRIORITIES)[number],
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

const ENGLISH_EXAMPLES: ChatMessage[] = [
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

const FOREIGN_EXAMPLES: ChatMessage[] = [
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

const inSixLanguages = (name: TriageCategory) =>
  `: ${DEFINITIONS[name]} (${FOREIGN_WORDS[name].deFr}; ${FOREIGN_WORDS[name].esPtNl})`;
const inThreeLanguages = (name: TriageCategory) =>
  `: ${DEFINITIONS[name]} (${FOREIGN_WORDS[name].deFr})`;

const model = BASELINE;
const settings = { temperature: 0, maxOutputTokens: 200, seed: 7 };

/**
 * Four versions that tell a story which anybody can measure with local/baseline: names, then
 * definitions, then examples that lift the whole but cost the tickets that are not in English, since
 * room was made for them by cutting word lists, then the fix.
 */
export const triagePrompt: DemoPrompt = {
  name: "support/triage",
  kind: "chat",
  description: "Category, priority and next action of a ticket",
  owner: "ines",
  versions: [
    {
      author: "ines",
      commitMessage: "Sort tickets into twelve categories",
      ticketUrl: ticketUrl(341),
      messages: [
        system(
          categoryList(() => ""),
          PRIORITY_NAMES,
        ),
        ticket,
      ],
      model,
      settings,
      outputSchema: triageSchema,
    },
    {
      author: "ines",
      commitMessage:
        "Say what each category means, with words of six languages, and when a ticket is urgent",
      ticketUrl: ticketUrl(358),
      messages: [system(categoryList(inSixLanguages), PRIORITY_RULES), ticket],
      model,
      settings,
      outputSchema: triageSchema,
    },
    {
      author: "tomas",
      commitMessage:
        "Show two examples of each category; cut the word lists to German and French to make room",
      ticketUrl: ticketUrl(377),
      messages: [
        system(categoryList(inThreeLanguages), PRIORITY_RULES),
        ...ENGLISH_EXAMPLES,
        ticket,
      ],
      model,
      settings,
      outputSchema: triageSchema,
    },
    {
      author: "ines",
      commitMessage:
        "Bring the Spanish, Portuguese and Dutch words back and add examples that are not in English",
      ticketUrl: ticketUrl(392),
      messages: [
        system(categoryList(inSixLanguages), PRIORITY_RULES),
        ...ENGLISH_EXAMPLES,
        ...FOREIGN_EXAMPLES,
        ticket,
      ],
      model,
      settings,
      outputSchema: triageSchema,
    },
  ],
};
