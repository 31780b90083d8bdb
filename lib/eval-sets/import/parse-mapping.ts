import { invalid } from "@/lib/http/app-error";
import { parseJson } from "@/lib/http/body/read-body";

/** The `mapping` of an import's address: JSON, column → target. */
export function parseMapping(text: string | undefined): Record<string, string> {
  if (!text) return {};
  const value = parseJson(text);
  if (
    typeof value !== "object" ||
    value === null ||
    Array.isArray(value) ||
    !Object.values(value).every((target) => typeof target === "string")
  ) {
    throw invalid(
      "mapping",
      'Write the mapping as JSON, column to target: {"category":"expected"}.',
    );
  }
  return value as Record<string, string>;
}
