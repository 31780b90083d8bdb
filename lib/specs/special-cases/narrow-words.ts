/** Words that make a sentence a condition, in the languages that prompts here are mostly written in. */
const CONDITIONS = [
  "if|when|whenever|unless|in case|should the|for (?:the )?(?:order|ticket|customer|user|invoice|account|case)s?",
  "wenn|falls|sobald|bei",
  "si|quand|lorsque|lorsqu['’]|pour",
  "cuando|en caso de|para",
].join("|");

/** What the input is said to say: the condition of a special case. */
const SAYINGS = [
  "says?|said|mentions?|mentioned|mentioning|asks?|asked|asking|writes?|wrote|contains?|containing|states?|claims?|complains?|talks? about|is about|refers? to|names?",
  "sagt|erwähnt|fragt|schreibt|enthält|nennt|behauptet|beschwert",
  "dit|mentionne|demande|écrit|contient|parle de",
  "dice|menciona|pregunta|escribe|contiene|habla de",
].join("|");

const START = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";

const CONDITION = new RegExp(`${START}(?:${CONDITIONS})${END}`, "iu");
/** The condition and what it asks of the input stand in one clause. */
const SAYING = new RegExp(
  `${START}(?:${CONDITIONS})${END}[^.:;,]{0,60}?${START}(?:${SAYINGS})${END}(?:\\s+[^\\s.,;:]+){0,3}`,
  "iu",
);

const QUOTED = /["“„«]([^"“”„«»\n]{3,60})["”“»]|`([^`\n]{3,60})`/gu;
const MAIL = /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}/gu;
/** A number of an order, an invoice, a customer: at least four digits, no amount of something. */
const NUMBER =
  /(?<![\p{L}\p{N}.,{])(?:[A-Z]{1,5}-)?\d{4,}(?![\p{L}\p{N}]|[.,]\d|\s*(?:characters|chars|words|tokens|seconds|minutes|hours|days|ms|%|€|\$|£|euros?|dollars?|usd|eur))/giu;
/** A capital inside a sentence. German writes every noun so: such words count only where one case has them. */
const NAME = /(?<=[\p{Ll}\p{N},;:]\s)\p{Lu}[\p{L}\p{N}-]{3,}/gu;

const TEMPLATE = /\{\{[^}]*\}\}/g;

export const conditionIn = (text: string): string | null => CONDITION.exec(text)?.[0] ?? null;

export const sayingIn = (text: string): string | null =>
  SAYING.exec(text.replaceAll(TEMPLATE, ""))?.[0] ?? null;

/** Quotations, addresses and numbers: what one input has and few others do. */
export function literalsIn(text: string): string[] {
  const bare = text.replaceAll(TEMPLATE, "");
  const quotations = [...bare.matchAll(QUOTED)].flatMap(([, one, two]) => one ?? two ?? []);
  return [
    ...quotations,
    ...[...bare.matchAll(MAIL)].map(([mail]) => mail),
    ...[...bare.matchAll(NUMBER)].map(([number]) => number),
  ];
}

/** What two texts are compared by. */
export const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export const namesIn = (text: string): string[] =>
  [...text.replaceAll(TEMPLATE, "").matchAll(NAME)].map(([name]) => name);
