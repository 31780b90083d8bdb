import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { JsonValue } from "@/lib/scorers/json-value";

type Inputs = { [name: string]: JsonValue };

/** A member of a row's inputs that is another one in the case; `inCase` undefined: the case has none. */
export interface InputDifference {
  name: string;
  inRow: JsonValue;
  inCase: JsonValue | undefined;
}

/** What of a row's inputs differs from the case's; null: nothing. `isText`: they are cells of a CSV. */
export function diffInputs(
  inputs: Inputs,
  input: Inputs,
  { isText }: { isText: boolean },
): InputDifference[] | null {
  const differences = Object.keys(inputs).flatMap((name) => {
    const inRow = inputs[name] ?? null;
    const isSame = inputKey(inputs, name, { isText }) === inputKey(input, name, { isText });
    return isSame ? [] : [{ name, inRow, inCase: memberOf(input, name) }];
  });
  return differences.length > 0 ? differences : null;
}

/** What makes two members the same: of cells a number is its digits, and space around a text does not count. */
export function inputKey(input: Inputs, name: string, { isText }: { isText: boolean }): string {
  const value = memberOf(input, name);
  if (!isText) return value === undefined ? "" : canonicalJson(value);
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : canonicalJson(value);
  return text.replaceAll("\r\n", "\n").trim();
}

const memberOf = (input: Inputs, name: string) =>
  Object.hasOwn(input, name) ? input[name] : undefined;

/** What is stored of them: the members as the row has them. */
export const otherInputOf = (differs: readonly InputDifference[] | null): Inputs | null =>
  differs && Object.fromEntries(differs.map(({ name, inRow }) => [name, inRow]));
