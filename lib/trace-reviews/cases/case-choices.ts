import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";

const MOST_VALUES = 20;
const LONGEST_VALUE = 80;

export interface ExpectedChoices {
  /** null: the answer as a whole. */
  field: string | null;
  values: Choice[];
}

export type Choice = string | number | boolean;

/**
 * What a set expects, as a form can offer it: the short values of each field that cases share. A field whose
 * values are nearly all different is listed without any: it is written, not chosen.
 */
export function expectedChoices(expected: readonly (JsonValue | null)[]): ExpectedChoices[] {
  const counts = new Map<string | null, Map<Choice, number>>();
  const add = (field: string | null, value: JsonValue) => {
    const values = counts.get(field) ?? new Map<Choice, number>();
    counts.set(field, values);
    if (typeof value === "object" || String(value).length > LONGEST_VALUE) return;
    values.set(value, (values.get(value) ?? 0) + 1);
  };
  for (const one of expected) {
    if (one === null) continue;
    if (isJsonObject(one)) for (const [field, value] of Object.entries(one)) add(field, value);
    else add(null, one);
  }
  return [...counts].map(([field, values]) => {
    const total = [...values.values()].reduce((all, count) => all + count, 0);
    const isChosen = values.size > 0 && values.size <= MOST_VALUES && total >= values.size * 1.3;
    const byCount = [...values].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1));
    return { field, values: isChosen ? byCount.map(([value]) => value) : [] };
  });
}
