/** Where a column of a file goes. `isJson`: its cells are JSON instead of plain text. */
export type ColumnTarget =
  | { to: "input" | "attribute"; name: string; isJson: boolean }
  | { to: "expected"; field: string | null; isJson: boolean }
  | { to: "id" | "assertions" | "promptfoo"; isJson: boolean }
  | { to: "step"; key: string | null; isJson: boolean }
  | { to: "kind" | "split" | "ignore"; isJson: false };

const prefixed = /^(input|vars|expected|attr|attribute|attributes|metadata|step)\.(.+)$/s;

/**
 * Reads a column's name as a target: `input.<variable>` or a bare name = a variable, `expected`,
 * `expected.<field>`, `kind`, `split`, `attr.<name>`, `id`, `step.<key>`, `assertions` and `promptfoo` (JSON),
 * `ignore`. In a file of texts (CSV) a name that ends in `:json` has JSON in its cells.
 */
export function parseColumn(column: string, isText: boolean): ColumnTarget {
  const isJson = isText && column.endsWith(":json");
  const name = (isJson ? column.slice(0, -5) : column).trim();
  const plain = name.toLowerCase();
  if (plain === "assertions" || plain === "promptfoo") return { to: plain, isJson: isText };
  // In a row of JSON, what all steps of a chain should give; a column of texts is a variable.
  if (plain === "steps" && !isText) return { to: "step", key: null, isJson };
  if (plain === "id") return { to: "id", isJson };
  if (plain === "kind" || plain === "split" || plain === "ignore") {
    return { to: plain, isJson: false };
  }
  if (plain === "expected") return { to: "expected", field: null, isJson };
  if (plain.startsWith("__")) return { to: "ignore", isJson: false };
  const [, prefix, rest] = prefixed.exec(name) ?? [];
  if (!prefix || !rest) return { to: "input", name, isJson };
  if (prefix === "expected") return { to: "expected", field: rest, isJson };
  if (prefix === "step") return { to: "step", key: rest, isJson };
  if (prefix === "input" || prefix === "vars") return { to: "input", name: rest, isJson };
  return { to: "attribute", name: rest, isJson };
}

/** The column name that means this target, as exports and the mapping write it. */
export function nameColumn(target: ColumnTarget): string {
  const suffix = target.isJson ? ":json" : "";
  switch (target.to) {
    case "input":
      return `input.${target.name}${suffix}`;
    case "attribute":
      return `attr.${target.name}${suffix}`;
    case "expected":
      return target.field === null ? `expected${suffix}` : `expected.${target.field}${suffix}`;
    case "step":
      return target.key === null ? "steps" : `step.${target.key}${suffix}`;
    case "id":
    case "assertions":
    case "promptfoo":
      return `${target.to}${suffix}`;
    default:
      return target.to;
  }
}
