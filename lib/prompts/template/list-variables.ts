import type { PromptMessage } from "@/lib/prompts/version-contract";
import { nearestName } from "./nearest-name";
import { scanTemplate, type TemplateProblem } from "./scan-template";

/** Where a variable stands: `message` is the 0-based index, the rest as in `TemplateMark`. */
export interface VariablePlace {
  message: number;
  start: number;
  end: number;
  line: number;
  column: number;
}

export interface VariableUse {
  name: string;
  uses: number;
  places: VariablePlace[];
}

export interface VariableProblems {
  unknown: (VariableUse & { suggestion?: string })[];
  unused: string[];
  marks: (TemplateProblem & { at: number })[];
}

/** Every variable in the order of its first use, with all its places. */
export function listVariables(messages: readonly PromptMessage[]): VariableUse[] {
  const byName = new Map<string, VariableUse>();
  for (const [index, message] of messages.entries()) {
    if ("placeholder" in message) continue;
    for (const { name, start, end, line, column } of scanTemplate(message.content).marks) {
      const use = byName.get(name) ?? { name, uses: 0, places: [] };
      use.uses += 1;
      use.places.push({ message: index, start, end, line, column });
      byName.set(name, use);
    }
  }
  return [...byName.values()];
}

/** The names alone, in the order of their first use. */
export function variableNames(messages: readonly PromptMessage[]): string[] {
  return listVariables(messages).map((use) => use.name);
}

/** A name is known when it, or the object that it reaches into, is on the list. */
export function isKnownVariable(name: string, names: readonly string[]): boolean {
  if (names.includes(name)) return true;
  const parts = name.split(".");
  return parts.some((_, index) => index > 0 && names.includes(parts.slice(0, index).join(".")));
}

/**
 * What is wrong with the variables, given the names that callers or cases provide: names nobody
 * provides (with the name that was probably meant), names that are provided but not used, and
 * braces that are no mark (`at` is the message's index).
 */
export function variableProblems(
  messages: readonly PromptMessage[],
  provided: readonly string[],
): VariableProblems {
  const uses = listVariables(messages);
  const names = uses.map((use) => use.name);
  const unknown = uses
    .filter((use) => !isKnownVariable(use.name, provided))
    .map((use) => {
      const suggestion = nearestName(use.name, provided);
      return suggestion ? { ...use, suggestion } : use;
    });
  const unused = provided.filter(
    (name) => !names.some((used) => used === name || used.startsWith(`${name}.`)),
  );
  const marks = messages.flatMap((message, at) =>
    "placeholder" in message
      ? []
      : scanTemplate(message.content).problems.map((problem) => ({ ...problem, at })),
  );
  return { unknown, unused, marks };
}
