import type { ChatMessage } from "@/lib/providers/contract";
import type { JsonObject } from "@/lib/scorers/json-value";
import { BASELINE, type DemoPrompt, ticketUrl } from "./demo-content";
import { ENGLISH_EXAMPLES, FOREIGN_EXAMPLES } from "./triage-examples";
import { TRIAGE_CATEGORIES, TRIAGE_PRIORITIES, type TriageCategory } from "./triage-labels";

export const triageSchema: JsonObject = {
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
