import type { VersionContent } from "@/lib/prompts/version-contract";
import type { Candidate } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";

/** What scorers may know of the version that answered: the shape of its output, and its tools. */
export const scorerContext = ({
  outputSchema,
  tools,
}: Pick<VersionContent, "outputSchema" | "tools">): NonNullable<Candidate["context"]> => ({
  // Stored JSON is JSON: the contract of prompts says only that it is an object.
  outputSchema: (outputSchema ?? null) as JsonValue | null,
  tools: tools ?? [],
});
