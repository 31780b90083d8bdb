/** The texts of all input variables; other values as JSON. */
export function inputTexts(input: Readonly<Record<string, unknown>>): string[] {
  return Object.values(input).flatMap((value) => {
    if (value === null || value === undefined) return [];
    return [typeof value === "string" ? value : JSON.stringify(value)];
  });
}

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Characters (code points, so an emoji is one) of all input variables together. */
export function inputLength(input: Readonly<Record<string, unknown>>): number {
  let length = 0;
  for (const text of inputTexts(input)) {
    length += text.length - (text.match(SURROGATE_PAIR)?.length ?? 0);
  }
  return length;
}
