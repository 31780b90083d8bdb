import type { TriageCategory } from "../content/triage-labels";

export type TicketLanguage = "en" | "de" | "fr" | "es" | "nl" | "pt";

/** What is written into the gaps of a ticket: {item}, {order}, {days}, {place}. */
export const ITEMS: Record<TicketLanguage, readonly string[]> = {
  en: [
    "Halvard tent",
    "Fjell rucksack",
    "sleeping bag",
    "gas stove",
    "rain jacket",
    "hiking boots",
    "headlamp",
    "camping chair",
    "water filter",
    "climbing rope",
    "dry bag",
    "thermos",
  ],
  de: [
    "Zelt Halvard",
    "Rucksack Fjell",
    "Schlafsack",
    "Gaskocher",
    "Regenjacke",
    "Stirnlampe",
    "Campingstuhl",
  ],
  fr: [
    "tente Halvard",
    "sac Fjell",
    "sac de couchage",
    "réchaud",
    "veste de pluie",
    "lampe frontale",
  ],
  es: ["tienda Halvard", "mochila Fjell", "hornillo", "chaqueta impermeable", "linterna frontal"],
  nl: ["Halvard-tent", "Fjell-rugzak", "slaapzak", "regenjas", "hoofdlamp"],
  pt: ["tenda Halvard", "mochila Fjell", "saco-cama", "casaco impermeável", "lanterna"],
};

export const PLACES = [
  "Lyon",
  "Graz",
  "Utrecht",
  "Bilbao",
  "Porto",
  "Leeds",
  "Bergen",
  "Ulm",
  "Gent",
  "Cork",
];

type Texts = Record<TriageCategory, readonly string[]>;

const en: Texts = {
  refund_request: [
    "I returned the {item} {days} days ago. When is the refund on my card?",
    "The parcel with the {item} is back at your warehouse, order {order}. Please refund me.",
    "Sent back {item}, tracking says received. Nothing on my account yet.",
  ],
  billing_dispute: [
    "You charged me twice for order {order}. Only one {item} was ordered.",
    "The invoice for {order} shows a {item} I never bought. Please correct it.",
    "My bank shows two payments for the same {item}. One of them has to go.",
    "The discount code was accepted but the full price of the {item} was taken from my card.",
  ],
  delivery_problem: [
    "Tracking says order {order} was delivered in {place}. Nobody brought anything here.",
    "The driver left the {item} with a neighbour who does not exist.",
    "Parcel {order} has been at the depot in {place} for {days} days.",
  ],
  order_status: [
    "Where is my {item}? Order {order}, placed {days} days ago, still says processing.",
    "Has order {order} left the warehouse yet?",
    "No tracking mail for {order} so far. When does it ship?",
  ],
  damaged_item: [
    "The {item} arrived torn along the seam. Order {order}.",
    "Opened the box today, the {item} is bent and a part is missing.",
    "Screen of the {item} cracked on arrival, photos attached.",
  ],
  cancel_order: [
    "Please cancel order {order}, I bought the wrong {item}.",
    "Can you stop {order} before it ships? We do not need the {item} any more.",
  ],
  exchange_request: [
    "The {item} is too small, can I swap it for the next size?",
    "Wrong colour of the {item} in {order}, I would like the green one instead.",
    "Could you exchange the {item} for a size 42?",
  ],
  warranty_claim: [
    "After {days} months the zip of my {item} no longer closes. Is that covered by warranty?",
    "The {item} stopped working on the second trip. It is still under guarantee.",
  ],
  account_access: [
    "I cannot log in, the reset mail never arrives.",
    "My account is locked after the update and the code you text me is always wrong.",
    "The app asks for an authenticator I do not have any more.",
  ],
  product_question: [
    "How much does the {item} weigh with the bag?",
    "Is the {item} waterproof enough for a week in {place} in November?",
    "Does the {item} fit a person of 1.94 m?",
  ],
  complaint: [
    "I have written {days} times and nobody answers. This is a shame for a shop like yours.",
    "Your shop in {place} was rude to my mother. I expect an apology.",
    "Last time I order here. Every answer contradicts the one before. Give me a human.",
  ],
  spam_or_abuse: [
    "Congratulations, your shop has been selected for 10,000 free followers, click below",
    "Cheap logo design for {place} businesses, special offer this week only",
  ],
};

const de: Texts = {
  refund_request: [
    "Ich habe {item} vor {days} Tagen zurückgeschickt. Wann kommt die Erstattung?",
    "Die Retoure zu {order} ist laut Sendungsverfolgung bei Ihnen, das Geld fehlt noch.",
  ],
  billing_dispute: [
    "Ihr habt mir {order} doppelt belastet, ich habe nur einmal bestellt.",
    "Auf der Rechnung zu {order} steht {item}, das habe ich nie bestellt.",
  ],
  delivery_problem: [
    "Die Sendung {order} ist angeblich zugestellt, bei mir ist nichts angekommen.",
    "Der Bote hat {item} einfach vor die Tür gelegt, jetzt ist das Paket weg.",
  ],
  order_status: ["Wo bleibt meine Bestellung {order}? Seit {days} Tagen keine Nachricht."],
  damaged_item: [
    "{item} kam mit einem Riss an, Bestellung {order}.",
    "Paket da, aber {item} ist verbogen.",
  ],
  cancel_order: ["Bitte {order} stornieren, ich habe mich vertan."],
  exchange_request: ["{item} ist zu klein, kann ich gegen die nächste Größe umtauschen?"],
  warranty_claim: ["Nach {days} Monaten klemmt der Reißverschluss, {item} hat doch Garantie?"],
  account_access: [
    "Ich kann mich nicht anmelden, mein Konto ist gesperrt.",
    "Passwort vergessen, die Mail kommt nicht.",
  ],
  product_question: ["Wie schwer ist {item} mit Packsack?", "Ist {item} wirklich wasserdicht?"],
  complaint: [
    "Ich beschwere mich jetzt zum {days}. Mal, niemand antwortet. Ich möchte mit einem Menschen sprechen.",
  ],
  spam_or_abuse: ["Herzlichen Glückwunsch, Sie haben gewonnen! Klicken Sie hier für Ihren Gewinn."],
};

const fr: Texts = {
  refund_request: ["J’ai renvoyé {item} il y a {days} jours, quand serai-je remboursée ?"],
  billing_dispute: [
    "J’ai payé deux fois la commande {order}, merci de corriger.",
    "J’ai reçu deux factures pour {item}, une seule est juste.",
  ],
  delivery_problem: ["Le suivi dit que le colis {order} est livré à {place}, je n’ai rien reçu."],
  order_status: ["Où en est ma commande {order} ? Aucun suivi depuis {days} jours."],
  damaged_item: ["{item} est arrivé avec un accroc, commande {order}."],
  cancel_order: ["Merci d’annuler la commande {order}, je me suis trompé d’article."],
  exchange_request: ["{item} : trop petit, puis-je échanger contre la taille au-dessus ?"],
  warranty_claim: ["Au bout de {days} mois la fermeture ne ferme plus, {item} est sous garantie."],
  account_access: ["Impossible de me connecter, le mot de passe n’est jamais envoyé."],
  product_question: ["Quel est le poids de {item} dans sa housse ?"],
  complaint: ["C’est ma troisième réclamation, personne ne répond. Je veux parler à une personne."],
  spam_or_abuse: ["Offre spéciale : publicité pas chère pour les boutiques de {place}."],
};

const es: Texts = {
  refund_request: ["Devolví {item} hace {days} días, ¿cuándo llega el reembolso?"],
  billing_dispute: [
    "Me cobraron dos veces el pedido {order}, quiero que lo corrijan.",
    "Hay dos cargos por {item} en mi tarjeta.",
  ],
  delivery_problem: ["El pedido {order} dice entregado pero no está en casa."],
  order_status: ["¿Cuándo se envía mi pedido {order}? Llevo {days} días sin noticias."],
  damaged_item: ["{item} llegó rota, pedido {order}."],
  cancel_order: ["Quiero anular el pedido {order}, me equivoqué."],
  exchange_request: ["{item} me queda pequeña, ¿puedo cambiar la talla?"],
  warranty_claim: ["Después de {days} meses {item} ya no funciona, ¿entra en la garantía?"],
  account_access: ["No puedo entrar en mi cuenta, la contraseña no llega."],
  product_question: ["¿Cuánto pesa {item}? ¿Es impermeable de verdad?"],
  complaint: [
    "Una vergüenza de atención, llevo {days} correos sin respuesta. Quiero hablar con un encargado.",
  ],
  spam_or_abuse: ["Publicidad barata para su tienda de {place}, oferta única."],
};

const nl: Texts = {
  refund_request: [
    "Ik heb {item} {days} dagen geleden teruggestuurd, waar blijft mijn geld terug?",
  ],
  billing_dispute: ["Order {order} is dubbel afgeschreven, graag één keer terug."],
  delivery_problem: ["Pakket {order} is geleverd volgens de bezorger, maar er is niets."],
  order_status: ["Wanneer wordt {order} verzonden? Al {days} dagen geen bericht."],
  damaged_item: ["{item} is beschadigd aangekomen, bestelling {order}."],
  cancel_order: ["Graag {order} annuleren, verkeerde maat besteld."],
  exchange_request: ["{item} is te klein, kan ik ruilen voor een andere maat?"],
  warranty_claim: ["Na {days} maanden is {item} kapot, valt dat onder garantie?"],
  account_access: ["Ik kan niet meer inloggen, het wachtwoord werkt niet."],
  product_question: ["Hoe zwaar is {item} en past die in een fietstas?"],
  complaint: [
    "Zeer teleurgesteld, dit is mijn derde klacht zonder antwoord. Ik wil een mens spreken.",
  ],
  spam_or_abuse: ["Goedkope reclame voor uw winkel in {place}, reageer vandaag."],
};

const pt: Texts = {
  refund_request: ["Devolvi {item} há {days} dias e o reembolso ainda não chegou."],
  billing_dispute: ["A encomenda {order} tem duas cobranças, só comprei uma vez."],
  delivery_problem: ["A encomenda {order} foi dada como entregue em {place}, não recebi nada."],
  order_status: ["Quando é enviada a encomenda {order}? Espero há {days} dias."],
  damaged_item: ["{item} chegou com um furo, encomenda {order}."],
  cancel_order: ["Cancelem por favor a encomenda {order}."],
  exchange_request: ["{item} ficou pequeno, posso trocar de tamanho?"],
  warranty_claim: ["Ao fim de {days} meses {item} avariou, está na garantia?"],
  account_access: ["Não consigo entrar na conta, a senha não é aceite."],
  product_question: ["Quanto pesa {item} e é mesmo impermeável?"],
  complaint: ["Já é a terceira reclamação e ninguém responde. Quero falar com uma pessoa."],
  spam_or_abuse: ["Publicidade barata para lojas em {place}, só esta semana."],
};

export const TICKETS: Record<TicketLanguage, Texts> = { en, de, fr, es, nl, pt };
