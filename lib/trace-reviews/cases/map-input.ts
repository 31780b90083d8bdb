import type { PromptMessage } from "@/lib/prompts/version-contract";
import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import {
  documentsOf,
  messagesIn,
  questionText,
  type ReviewedTrace,
} from "@/lib/trace-reviews/reviewed-trace";
import { parseVariables } from "./parse-variables";

/** Where a variable's value was found in the trace. */
export type InputSource = "input" | "messages" | "attributes" | "retrieval" | "question";

export interface MappedInput {
  input: Record<string, JsonValue>;
  sources: { variable: string; from: InputSource }[];
  /** Variables of the set that the trace has nothing for. */
  missing: string[];
}

const CONTEXT = /^(context|documents?|sources|passages|knowledge|retrieved.*)$/i;

/**
 * A trace's input as the variables of an eval set. In this order: the trace's own input by name, the
 * version's messages read backwards, attributes by name, retrieved documents for a variable called so, and
 * the request itself for the one variable that is left.
 */
export function mapInput(
  trace: ReviewedTrace,
  variables: readonly string[],
  template: readonly PromptMessage[] | null,
): MappedInput {
  const rendered = trace.steps
    .filter((step) => step.kind === "llm")
    .map((step) => messagesIn(step.input))
    .find((messages) => messages.length > 0);
  const written = template && rendered ? parseVariables(template, rendered) : {};
  const fields = isJsonObject(trace.input ?? undefined)
    ? (trace.input as Record<string, JsonValue>)
    : {};
  const named = isJsonObject(fields.variables) ? fields.variables : fields;
  const input: Record<string, JsonValue> = {};
  const sources: MappedInput["sources"] = [];
  const put = (variable: string, from: InputSource, value: JsonValue) => {
    input[variable] = value;
    sources.push({ variable, from });
  };
  const names = variables.length > 0 ? variables : namesOf(named, written);
  for (const variable of names) {
    const attribute = trace.attributes[variable] ?? null;
    if (Object.hasOwn(named, variable)) put(variable, "input", named[variable] ?? null);
    else if (Object.hasOwn(written, variable)) put(variable, "messages", written[variable] ?? "");
    else if (attribute !== null) put(variable, "attributes", attribute);
    else if (CONTEXT.test(variable)) {
      const context = documentsOf(trace)
        .map(({ content }) => content)
        .filter(Boolean);
      if (context.length > 0) put(variable, "retrieval", context.join("\n\n"));
    }
  }
  const unfilled = names.filter((variable) => !Object.hasOwn(input, variable));
  const question = questionText(trace);
  const [only] = unfilled.filter((variable) => !CONTEXT.test(variable));
  const isUsed = Object.values(input).includes(question);
  if (only && unfilled.length === 1 && question && !isUsed) put(only, "question", question);
  return { input, sources, missing: names.filter((one) => !Object.hasOwn(input, one)) };
}

/** A set without cases yet takes the version's variables, the trace's own names, or one text. */
function namesOf(named: Record<string, JsonValue>, written: Record<string, string>): string[] {
  const fromMessages = Object.keys(written);
  if (fromMessages.length > 0) return fromMessages;
  const names = Object.keys(named).filter((name) => name !== "messages");
  return names.length > 0 ? names : ["input"];
}
