/** The content type of a file of documents by its name; null when its kind cannot be imported. */
export function contentTypeOf(fileName: string): string | null {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (ending === "md" || ending === "markdown") return "text/markdown";
  if (ending === "txt") return "text/plain";
  if (ending === "csv" || ending === "tsv") return "text/csv";
  if (ending === "json") return "application/json";
  if (ending === "jsonl" || ending === "ndjson") return "application/jsonl";
  return ending === "zip" ? "application/zip" : null;
}
