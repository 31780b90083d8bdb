import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";

/** A step as an application recorded it. */
export interface RecordedStep {
  id: string;
  parentId: string | null;
  kind: "llm" | "retrieval" | "tool" | "route" | "validate" | "other";
  name: string;
  input: JsonValue;
  output: JsonValue;
}

export interface RecordedTrace {
  id: string;
  input: JsonValue;
  /** In the order in which they began. */
  steps: readonly RecordedStep[];
}

/** What an application gave a chain, by name. */
export const asInputs = (input: JsonValue): JsonObject => (isJsonObject(input) ? input : { input });

/** A step that was given a text, or a list, was given it as its query or value. */
export function membersOf(input: JsonValue): JsonObject {
  if (isJsonObject(input)) return input;
  return input === null || input === "" ? {} : { value: input };
}
