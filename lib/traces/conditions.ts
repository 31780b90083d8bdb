export const CONDITION_FIELDS = [
  "outcome",
  "version",
  "model",
  "environment",
  "arm",
  "category",
  "unit",
] as const;
export type ConditionField = (typeof CONDITION_FIELDS)[number] | `attribute.${string}`;

/** One of several values, or none of them. A trace without a value is none of them. */
export interface Condition {
  field: ConditionField;
  isNot: boolean;
  values: string[];
}

const PART = /^([a-z]+(?:\.[^=!]+)?)(!?)=(.+)$/;

/**
 * Conditions as one text, as it stands in addresses: `outcome!=succeeded;attribute.plan=pro,team`. Names and
 * values are URI-encoded, so that they may hold any sign. Null: it is no such text.
 */
export function parseConditions(text: string): Condition[] | null {
  const conditions = text.split(";").map(parseCondition);
  return conditions.every((one) => one !== null) ? conditions : null;
}

function parseCondition(part: string): Condition | null {
  const [, field = "", not, list = ""] = PART.exec(part) ?? [];
  const decoded = decode(field);
  const values = list.split(",").map(decode);
  if (decoded === null || !isField(decoded)) return null;
  if (!values.every((value) => value !== null && value !== "")) return null;
  return { field: decoded, isNot: not === "!", values: values as string[] };
}

const ATTRIBUTE = "attribute.";

const isField = (field: string): field is ConditionField =>
  (CONDITION_FIELDS as readonly string[]).includes(field) ||
  (field.startsWith(ATTRIBUTE) && field.length > ATTRIBUTE.length);

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Also encodes what `encodeURIComponent` leaves and the text itself uses. */
const encode = (text: string) => encodeURIComponent(text).replaceAll("!", "%21");

export function formatConditions(conditions: readonly Condition[]): string {
  return conditions
    .map(({ field, isNot, values }) => {
      const name = field.startsWith(ATTRIBUTE)
        ? `${ATTRIBUTE}${encode(field.slice(ATTRIBUTE.length))}`
        : field;
      return `${name}${isNot ? "!" : ""}=${values.map(encode).join(",")}`;
    })
    .join(";");
}
