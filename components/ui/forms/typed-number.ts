/** The number that a field holds as text; NaN, which every schema refuses, when it is empty or none. */
export function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** null for an empty field. */
export function optionalNumberOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
