/** The content type of a file by its name; null when its kind is not one that can be imported. */
export function contentTypeOf(fileName: string): string | null {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (ending === "csv" || ending === "tsv" || ending === "txt") return "text/csv";
  if (ending === "json") return "application/json";
  if (ending === "jsonl" || ending === "ndjson") return "application/jsonl";
  if (ending === "yaml" || ending === "yml") return "application/yaml";
  if (ending === "zip") return "application/zip";
  return null;
}
