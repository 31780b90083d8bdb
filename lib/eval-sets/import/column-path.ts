const STEP = /\.([^.[\]]+)|\[(\d+)\]/gy;

export interface ColumnPath {
  /** The column that the path begins with. */
  column: string;
  /** Dotted, for `lookupPath`. */
  place: string;
}

/** A place within a column's values: `item.question`, `answers.text[0]`. null: it begins with no column. */
export function parseColumnPath(path: string, columns: readonly string[]): ColumnPath | null {
  const heads = columns.filter((column) => path.startsWith(column) && path !== column);
  const [column] = heads.toSorted((one, two) => two.length - one.length);
  if (!column) return null;
  const rest = path.slice(column.length);
  const steps: string[] = [];
  STEP.lastIndex = 0;
  for (let at = 0; at < rest.length; at = STEP.lastIndex) {
    STEP.lastIndex = at;
    const [, name, index] = STEP.exec(rest) ?? [];
    const step = name ?? index;
    if (step === undefined) return null;
    steps.push(step);
  }
  return { column, place: steps.join(".") };
}
