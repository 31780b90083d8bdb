import { isKnownVariable, listVariables } from "@/lib/prompts/template/list-variables";
import { nearestName } from "@/lib/prompts/template/nearest-name";
import type { PromptMessage } from "@/lib/prompts/version-contract";

export interface VariableRow {
  name: string;
  uses: number;
  places: readonly { message: number; start: number; end: number }[];
  state: "used" | "unknown" | "unused";
  /** The name that was probably meant. */
  suggestion?: string;
}

/**
 * The names that nothing is wrong with. An eval set says exactly what its cases provide. Without one every
 * name may be meant, except one that is almost a name the saved version already had.
 */
export function knownNames(
  messages: readonly PromptMessage[],
  provided: readonly string[] | undefined,
  before: readonly string[],
): readonly string[] {
  if (provided) return provided;
  const used = listVariables(messages).map(({ name }) => name);
  const isSlip = (name: string) =>
    !isKnownVariable(name, before) && nearestName(name, before) !== undefined;
  const slips = used.filter(isSlip);
  const nearest = slips.map((name) => nearestName(name, before));
  const names = before.filter((name) => used.includes(name) || nearest.includes(name));
  return [...new Set([...names, ...used])].filter((name) => !slips.includes(name));
}

/** Used names in the order of their use, unknown ones last, then what is provided and not used. */
export function variableRows(
  messages: readonly PromptMessage[],
  names: readonly string[],
): VariableRow[] {
  const uses = listVariables(messages);
  const placeholders = messages.flatMap((message) =>
    "placeholder" in message ? [message.placeholder] : [],
  );
  const rows = uses.map((use): VariableRow => {
    if (isKnownVariable(use.name, names)) return { ...use, state: "used" };
    const suggestion = nearestName(use.name, names);
    return { ...use, state: "unknown", ...(suggestion ? { suggestion } : {}) };
  });
  const isUsed = (name: string) =>
    uses.some((use) => use.name === name || use.name.startsWith(`${name}.`));
  const unused = names.filter((name) => !isUsed(name) && !placeholders.includes(name));
  return [
    ...rows.filter(({ state }) => state === "used"),
    ...rows.filter(({ state }) => state === "unknown"),
    ...unused.map((name): VariableRow => ({ name, uses: 0, places: [], state: "unused" })),
  ];
}
