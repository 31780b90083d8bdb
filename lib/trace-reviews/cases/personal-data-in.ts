import type { JsonValue } from "@/lib/scorers/json-value";
import { findPersonalData } from "@/lib/traces/settings/personal-data";
import type { PersonalDatum } from "./case-contract";

const MOST = 50;
const LONGEST = 50_000;

/** What looks like personal data in a case to be, by variable; shown before the case is stored. */
export function personalDataIn(
  input: Readonly<Record<string, JsonValue>>,
  expected: JsonValue | null,
): PersonalDatum[] {
  const places = [...Object.entries(input), ["expected", expected] as const];
  return places
    .flatMap(([place, value]) => {
      const text = (typeof value === "string" ? value : JSON.stringify(value)).slice(0, LONGEST);
      return findPersonalData(text).map(({ kind, start, end }) => ({
        place,
        kind,
        text: text.slice(start, end),
      }));
    })
    .slice(0, MOST);
}
