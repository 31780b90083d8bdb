/** What a column of recorded outputs becomes. */
export const OUTPUT_FIELDS = [
  "case",
  "output",
  "toolCalls",
  "latencyMs",
  "costUsd",
  "inputTokens",
  "cachedInputTokens",
  "outputTokens",
  "error",
  "label",
  "ignore",
] as const;

export type OutputField = (typeof OUTPUT_FIELDS)[number];
export type OutputTarget = { to: OutputField } | { to: "input"; name: string };

/** Names that the JSON has beside those of the fields. */
const OTHER_NAMES: Readonly<Record<string, OutputField>> = {
  caseid: "case",
  "tokens.input": "inputTokens",
  "tokens.cachedinput": "cachedInputTokens",
  "tokens.output": "outputTokens",
};

/** Reads a name as a target: a field, `input.<variable>` or the variable's bare name; else null. */
export function parseTarget(name: string, variables: readonly string[]): OutputTarget | null {
  const plain = name.trim().toLowerCase();
  const field = OUTPUT_FIELDS.find((each) => each.toLowerCase() === plain) ?? OTHER_NAMES[plain];
  if (field) return { to: field };
  const [, variable] = /^(?:inputs?|vars)\.(.+)$/s.exec(name.trim()) ?? [];
  if (variable) return { to: "input", name: variable };
  return variables.includes(name.trim()) ? { to: "input", name: name.trim() } : null;
}

export const nameTarget = (target: OutputTarget): string =>
  target.to === "input" ? `input.${target.name}` : target.to;
