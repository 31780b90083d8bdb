import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { answerText, documentsOf, type ReviewedTrace } from "@/lib/trace-reviews/reviewed-trace";
import type { RetrievedDocument } from "@/lib/traces/span";
import { doesNotApply, makeFinding, notFound } from "./finding";

/** Places of a list ("[3]"), names ("[returns-policy]", "source: …", JSON fields) and addresses. */
export interface Citation {
  kind: "place" | "name" | "address";
  value: string;
}

const PLACE = /\[\^?(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?!\()/g;
const NAME =
  /\[([A-Za-z][\w./#-]{2,80}[\w])\](?!\()|【([^】]{2,80})】|\b(?:source|quelle|fuente|fonte|bron)\s*:\s*["“]?([\w./#-]{3,80})/gi;
const ADDRESS = /https?:\/\/[^\s)\]}>"'”]+/g;
const FIELDS = [
  "sources",
  "source",
  "citations",
  "citation",
  "references",
  "cited",
  "source_ids",
  "sourceIds",
];

/** A source is cited that no retrieval brought. */
export function detectUnknownSource(trace: ReviewedTrace) {
  const answer = answerText(trace);
  const citations = citationsIn(answer);
  if (citations.length === 0) return doesNotApply("nothing is cited");
  const documents = documentsOf(trace);
  if (documents.length === 0) {
    return makeFinding(
      `it cites ${list(citations)}, and nothing was retrieved`,
      marksOf(citations),
    );
  }
  const unknown = citations.filter(
    (citation) => !documents.some((document, index) => isCited(citation, document, index)),
  );
  if (unknown.length === 0) {
    return notFound(
      `${citations.length} cited, ${citations.length === 1 ? "it was" : "all were"} retrieved`,
    );
  }
  return makeFinding(
    `it cites ${list(unknown)}, which is not among the ${documents.length} retrieved`,
    marksOf(unknown),
  );
}

export function citationsIn(answer: string): Citation[] {
  const fields = fieldCitations(answer);
  const places = [...answer.matchAll(PLACE)].flatMap(([, numbers = ""]) =>
    numbers.split(",").map((number): Citation => ({ kind: "place", value: number.trim() })),
  );
  const addresses = [...answer.matchAll(ADDRESS)].map(
    ([address]): Citation => ({ kind: "address", value: address.replace(/[.,;:!?]+$/, "") }),
  );
  const isJson = fields !== null;
  const names = isJson
    ? []
    : [...answer.matchAll(NAME)].map(
        ([, bracketed, lenticular, plain]): Citation => ({
          kind: "name",
          value: (bracketed ?? lenticular ?? plain ?? "").trim(),
        }),
      );
  const all = isJson ? [...(fields ?? []), ...addresses] : [...places, ...names, ...addresses];
  const values = new Set<string>();
  return all.filter(({ value }) => value !== "" && !values.has(value) && values.add(value));
}

/** null: the answer is not a JSON object. */
function fieldCitations(answer: string): Citation[] | null {
  if (!answer.startsWith("{")) return null;
  try {
    const value = JSON.parse(answer) as JsonValue;
    if (!isJsonObject(value)) return null;
    return FIELDS.flatMap((field) => (field in value ? namesIn(value[field] ?? null) : []));
  } catch {
    return null;
  }
}

function namesIn(value: JsonValue): Citation[] {
  if (typeof value === "string" || typeof value === "number") {
    const text = String(value);
    return [{ kind: /^https?:/.test(text) ? "address" : "name", value: text }];
  }
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isJsonObject(value)) return [];
  return namesIn(value.id ?? value.url ?? value.source ?? value.title ?? null);
}

export function isCited(
  { kind, value }: Citation,
  document: RetrievedDocument,
  index: number,
): boolean {
  if (kind === "place") return Number(value) === index + 1 || document.id === value;
  const citedName = plain(value);
  const { id, title, content, metadata } = document;
  const names = [id, title, metadata?.url, metadata?.source].filter(
    (one) => typeof one === "string",
  );
  return (
    names.some((name) => plain(name) === citedName || plain(name).endsWith(`/${citedName}`)) ||
    (kind === "address" && content.includes(value))
  );
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/\/+$/, "");
const shown = ({ kind, value }: Citation): string =>
  kind === "place" ? `[${value}]` : `“${value}”`;
const list = (citations: readonly Citation[]): string =>
  citations.slice(0, 3).map(shown).join(", ") +
  (citations.length > 3 ? ` and ${citations.length - 3} more` : "");
const marksOf = (citations: readonly Citation[]): string[] =>
  citations.map(({ kind, value }) => (kind === "place" ? `[${value}]` : value));
