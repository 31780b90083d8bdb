import type { Usage } from "./usage-contract";

/** The columns of a usage, wherever one is stored, with their types and the member that each holds. */
const COLUMNS = [
  ["input_tokens", "int", "inputTokens"],
  ["cached_input_tokens", "int", "cachedInputTokens"],
  ["cache_write_tokens", "int", "cacheWriteTokens"],
  ["output_tokens", "int", "outputTokens"],
  ["reasoning_tokens", "int", "reasoningTokens"],
  ["cost_usd", "numeric", "costUsd"],
  ["cost_unknown", "text", "costUnknown"],
] as const satisfies readonly (readonly [string, string, keyof Usage])[];

type Member = (typeof COLUMNS)[number][2];

/** Their names, for a list of columns; with an alias in front of each, for a `select` of some. */
export const usageColumns = (alias?: string): string =>
  COLUMNS.map(([column]) => (alias ? `${alias}.${column}` : column)).join(", ");

/** What a query selects, so that each of its rows is a usage too, or has these members of one. */
export function selectUsage(alias: string, members?: readonly Member[]): string {
  return COLUMNS.filter(([, , member]) => !members || members.includes(member))
    .map(([column, type, member]) => {
      const value = type === "numeric" ? `${alias}.${column}::float8` : `${alias}.${column}`;
      return `${value} as "${member}"`;
    })
    .join(", ");
}

/** The same for rows that are a `ReportedUsage`. */
export const selectReportedUsage = (alias: string): string =>
  selectUsage(alias, ["inputTokens", "cachedInputTokens", "outputTokens", "costUsd"]);

/** The same with what a step wrote to a cache, which its price depends on. */
export const selectStepUsage = (alias: string): string =>
  `${selectReportedUsage(alias)}, ${selectUsage(alias, ["cacheWriteTokens"])}`;

/** Parameters of an `unnest`, from this number on, for what `usageValues` gives. */
export const usageParameters = (first: number): string =>
  COLUMNS.map(([, type], index) => `$${first + index}::${type}[]`).join(", ");

/** One list per column. */
export const usageValues = (usages: readonly Usage[]): (string | number | null)[][] =>
  COLUMNS.map(([, , member]) => usages.map((usage) => usage[member]));

/** The usage out of a row that has its members. */
export function usageOf(row: Usage): Usage {
  return {
    inputTokens: row.inputTokens,
    cachedInputTokens: row.cachedInputTokens,
    cacheWriteTokens: row.cacheWriteTokens,
    outputTokens: row.outputTokens,
    reasoningTokens: row.reasoningTokens,
    costUsd: row.costUsd,
    costUnknown: row.costUnknown,
  };
}
