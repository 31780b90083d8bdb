/**
 * A spreadsheet runs a cell that begins with = + - @ (also after white space) as a formula. Such text gets
 * an apostrophe in front, and so does text that already has apostrophes there, so that the import can
 * take exactly one away and has what was exported.
 */
const dangerous = /^'*[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^'*[\t\r\n]/;
const escaped = /^'+(?:[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

export function escapeFormula(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

export function unescapeFormula(text: string): string {
  return escaped.test(text) ? text.slice(1) : text;
}
