/**
 * What a spreadsheet runs as a formula: text that begins with = + - @, also after white space. As a pattern that
 * PostgreSQL and JavaScript read alike. Exports write such text as JSON, in quotes, so that every apostrophe of a
 * file is one of its own.
 */
export const FORMULA =
  "^[\\s\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF]*[=+@\\uFF1D\\uFF0B\\uFF0D\\uFF20-]|^[\\t\\r\\n]";

/** JSON never begins with an apostrophe; earlier exports put one before what looked like a formula. */
export function withoutApostrophe(json: string): string {
  return json.startsWith("'") ? json.slice(1) : json;
}
