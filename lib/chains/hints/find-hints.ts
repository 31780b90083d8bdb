/** Work that a prompt does and that another kind of step does better. */
export type HintKind = "code" | "retrieval" | "tools";

export interface Hint {
  /** The same for the same text, wherever it stands: what a dismissal names. */
  id: string;
  kind: HintKind;
  /** Which message, from 0, and its lines, from 1. */
  message: number;
  fromLine: number;
  toLine: number;
  /** The text that it is about, cut. */
  quote: string;
  reason: string;
}

/** What there is beside the prompt. */
export interface HintContext {
  /** Names and descriptions of tools that the prompt or its chain has. */
  tools: readonly string[];
  /** The chain has a retrieval step. */
  hasRetrieval: boolean;
}

interface Rule {
  kind: HintKind;
  pattern: RegExp;
  reason: string;
}

const AMOUNT = String.raw`(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|EUR|USD|GBP|dollars?|euros?|pounds?))`;
const SPAN = String.raw`\d+\s+(?:calendar |business |working )?(?:days?|weeks?|months?|years?)`;
const EVENT =
  "(?:delivery|purchase|order(?:ed|ing)?|payment|receipt|invoice|booking|signup|sign-up|registration|shipping|shipment|arrival|expiry|expiration|departure|check-in)";

const RULES: readonly Rule[] = [
  {
    kind: "code",
    pattern: new RegExp(
      String.raw`\b(?:within|up to|before|at least|at most|more than|less than|no later than|older than)\s+${SPAN}\s+(?:after|of|from|since|before|following)\s+(?:the\s+|their\s+|its\s+)?${EVENT}\b`,
      "i",
    ),
    reason: "Date arithmetic. Compare the dates in code and pass in the result.",
  },
  {
    kind: "code",
    pattern: new RegExp(
      String.raw`\b(?:${EVENT}|account|subscription|item|product|customer)\b[^.\n]{0,60}\b(?:older|newer|longer ago|more recent)\s+than\s+${SPAN}`,
      "i",
    ),
    reason: "Date arithmetic. Compare the dates in code and pass in the result.",
  },
  {
    kind: "code",
    pattern: /\binnerhalb (?:von )?\d+ (?:Tagen|Wochen|Monaten) (?:nach|ab|seit)\b/i,
    reason: "Date arithmetic. Compare the dates in code and pass in the result.",
  },
  {
    kind: "code",
    pattern:
      /\b(?:calculate|compute|work out|add up|sum up|determine)\s+(?:the\s+|how many\s+|their\s+)?(?:total|sum|age|number of (?:days|months|nights)|days (?:between|since|until)|difference between the dates|price|discount|refund amount|tax|vat|fee|balance)/i,
    reason: "Arithmetic. Calculate it in code and pass in the result.",
  },
  {
    kind: "code",
    pattern: new RegExp(
      String.raw`\b(?:refunds?|discounts?|credits?|payments?|transfers?|orders?|amounts?|claims?)\b[^.\n]{0,50}\b(?:over|above|below|under|up to|more than|less than|exceed(?:s|ing)?)\s+${AMOUNT}`,
      "i",
    ),
    reason: "A limit on an amount. Check it in code, so that no answer can talk its way around it.",
  },
  {
    kind: "code",
    pattern:
      /\b(?:only\s+(?:admins?|administrators?|managers?|owners?|members?|subscribers|premium (?:users|customers)|verified (?:users|customers))\s+(?:may|can|are allowed to)|if the (?:user|customer|caller) (?:is not|isn't|is) (?:an? )?(?:admin|administrator|manager|owner|authori[sz]ed|verified|allowed)|(?:has|have) (?:the )?permission to|is (?:not )?(?:authori[sz]ed|permitted) to (?:view|see|change|access|delete))/i,
    reason: "A permission. Decide it in code before the model is asked.",
  },
  {
    kind: "code",
    pattern:
      /\bcount (?:the (?:number of )?|how many )(?:words|characters|letters|items|orders|messages|tickets|occurrences|times)\b/i,
    reason: "Counting. Models miscount; count in code and pass in the number.",
  },
  {
    kind: "retrieval",
    pattern:
      /\b(?:as of|effective|valid (?:from|until|through)|current as of|last updated)\s+(?:\d{1,2}\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})/i,
    reason: "A dated fact. Retrieve it, so that it is right next month too.",
  },
  {
    kind: "tools",
    pattern:
      /\b(?:say|tell|confirm|inform|assure|let)\b[^.\n]{0,40}\b(?:has|have|had) been (?:started|refunded|cancell?ed|sent|booked|updated|changed|created|processed|scheduled|issued|shipped|reset|escalated|forwarded|credited|reopened)\b/i,
    reason: "Claims an action that nothing here takes. Call a tool, then say what it did.",
  },
  {
    kind: "tools",
    pattern:
      /(?:^|[.:;]\s+|[-*]\s+)(?:look up|fetch|check) (?:the|their|his|her) (?:order|account|balance|payments?|booking|shipment|tracking|inventory|stock|calendar)\b/im,
    reason: "Needs a fact that only a tool has. Give it the tool, or the result.",
  },
  {
    kind: "tools",
    pattern:
      /(?:^|[.:;]\s+|[-*]\s+)(?:send (?:the (?:customer|user) )?(?:an? |the )?(?:e-?mail|sms|text message|notification)|create (?:a|the) (?:ticket|refund|booking|calendar event)|cancel the (?:order|booking|subscription)|issue (?:a|the) refund|reset the password)\b/im,
    reason:
      "An action that no tool here takes. Give it a tool, or leave the action to the application.",
  },
];

/** Lines of a policy begin like this: `4.1 Goods may be …`, `§ 4 Refunds`. */
const CLAUSE = /^\s*(?:§\s*\d+|\d+\.\d+(?:\.\d+)*\.?\s+\S)/;
const PRICE_LINE = new RegExp(AMOUNT, "i");
const FEWEST_CLAUSES = 4;
const FEWEST_PRICES = 3;
const LONGEST_QUOTE = 120;

/**
 * Text of a prompt that looks like work for code, retrieval or tools. A hint is a question, never a verdict: it has a
 * reason, and whoever reads it can dismiss it. What stands in a code block or after "Example" is not an instruction.
 */
export function findHints(
  messages: readonly { role?: string; content?: string }[],
  { tools, hasRetrieval }: HintContext,
): Hint[] {
  return messages.flatMap(({ role, content }, message) => {
    if (content === undefined || role === "assistant" || role === "tool") return [];
    const lines = instructionLines(content);
    const hints = [
      ...lines.flatMap((line) => hintsOfLine(line, message)),
      ...(hasRetrieval ? [] : [...clauseHints(lines, message), ...priceHints(lines, message)]),
    ];
    return tools.length > 0 ? hints.filter((hint) => !isToolsOwn(hint, tools)) : hints;
  });
}

interface Line {
  /** From 1. */
  number: number;
  text: string;
}

function instructionLines(content: string): Line[] {
  let isCode = false;
  let isExample = false;
  return content.split("\n").flatMap((text, index) => {
    if (/^\s*```/.test(text)) {
      isCode = !isCode;
      return [];
    }
    if (/^\s*(?:#+\s*)?(?:\*\*)?examples?\b/i.test(text)) isExample = true;
    else if (/^\s*#/.test(text) || (isExample && text.trim() === "")) isExample = false;
    if (isCode || isExample || /^\s*>/.test(text)) return [];
    return [{ number: index + 1, text }];
  });
}

function hintsOfLine({ number, text }: Line, message: number): Hint[] {
  const kinds = new Set<HintKind>();
  return RULES.flatMap(({ kind, pattern, reason }) => {
    const match = pattern.exec(text);
    if (!match || kinds.has(kind)) return [];
    kinds.add(kind);
    return [
      makeHint(
        { kind, message, fromLine: number, toLine: number, reason },
        sentenceAt(text, match.index),
      ),
    ];
  });
}

/** Numbered clauses in a row are a policy that somebody copied in. */
function clauseHints(lines: readonly Line[], message: number): Hint[] {
  const clauses = lines.filter(({ text }) => CLAUSE.test(text));
  const [first] = clauses;
  const last = clauses.at(-1);
  if (!first || !last || clauses.length < FEWEST_CLAUSES) return [];
  const place = { message, fromLine: first.number, toLine: last.number };
  const reason =
    "A policy with numbered clauses. Put it into a document set and retrieve what a case needs.";
  return [makeHint({ kind: "retrieval", ...place, reason }, first.text.trim())];
}

function priceHints(lines: readonly Line[], message: number): Hint[] {
  const prices = lines.filter(({ text }) => PRICE_LINE.test(text));
  const [first] = prices;
  const last = prices.at(-1);
  if (!first || !last || prices.length < FEWEST_PRICES) return [];
  const place = { message, fromLine: first.number, toLine: last.number };
  const reason = "A list of prices. Prices change: retrieve them.";
  return [makeHint({ kind: "retrieval", ...place, reason }, first.text.trim())];
}

function makeHint(hint: Omit<Hint, "id" | "quote">, text: string): Hint {
  const quote = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
  return { id: `${hint.kind}:${hashOf(text)}`, ...hint, quote };
}

/** The sentence around a place in a line. */
function sentenceAt(text: string, at: number): string {
  const before = text.slice(0, at).search(/[^.!?]*$/);
  const rest = text.slice(at).search(/[.!?](?:\s|$)/);
  return text.slice(Math.max(0, before), rest === -1 ? undefined : at + rest + 1).trim();
}

/** A tool whose words are those of the sentence can do it. */
function isToolsOwn({ kind, quote }: Hint, tools: readonly string[]): boolean {
  if (kind !== "tools") return false;
  const words = new Set(wordsOf(quote));
  return tools.some((tool) => wordsOf(tool).some((word) => words.has(word)));
}

const COMMON = new Set([
  "the",
  "and",
  "that",
  "has",
  "been",
  "have",
  "with",
  "for",
  "get",
  "look",
  "check",
]);

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .map((word) => word.replace(/(?:ed|s)$/, ""))
    .filter((word) => word.length > 2 && !COMMON.has(word));

/** FNV-1a, 32 bit, of the words alone, so that a dismissal outlives a moved line. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text.toLowerCase().replace(/\s+/g, " ")) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}
