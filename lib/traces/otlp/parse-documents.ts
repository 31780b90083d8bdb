import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { RetrievedDocument } from "../span";
import { countOf, listAt, parsed } from "./attribute";
import { textOf } from "./parse-messages";
import { asJson } from "./reading";

/** Retrieved documents of any shape as one list; undefined when it is no list of documents. */
export function parseDocuments(value: JsonValue | undefined): JsonValue | undefined {
  const list = parsed(value ?? null);
  const items = isJsonObject(list) ? (list.documents ?? list.results ?? list.matches) : list;
  if (!Array.isArray(items)) return undefined;
  return asJson(items.map((item) => readDocument(parsed(item))));
}

function readDocument(value: JsonValue): RetrievedDocument {
  if (!isJsonObject(value)) return { content: textOf(value) };
  const document = isJsonObject(value.document) ? { ...value, ...value.document } : value;
  const id = textOf(document.id ?? document.document_id ?? null);
  const score = countOf(document.score ?? document.relevance_score);
  const metadata = parsed(document.metadata ?? null);
  const title = textOf(document.title ?? (isJsonObject(metadata) ? metadata.title : null) ?? null);
  return {
    ...(id ? { id } : {}),
    content: contentOf(document),
    ...(score === undefined ? {} : { score }),
    ...(title ? { title } : {}),
    ...(isJsonObject(metadata) ? { metadata } : {}),
  };
}

function contentOf(document: JsonObject): string {
  const content =
    document.content ?? document.page_content ?? document.pageContent ?? document.text;
  return content === undefined ? "" : textOf(Array.isArray(content) ? listAt(content) : content);
}
