import { Composer, Lexer, LineCounter, Parser } from "yaml";
import { formatCount } from "@/lib/format-number";
import { AppError, invalid } from "@/lib/http/app-error";
import { takeTurns } from "@/lib/http/body/turns";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";

const MAX_CHARACTERS = 2_000_000;
/** Marks, names, texts and line breaks. */
const MAX_TOKENS = 200_000;
const MAX_DEPTH = 40;
/** Each level of YAML takes up to three entries of the parser's stack. */
const MAX_STACK = MAX_DEPTH * 3;
const MAX_ALIASES = 100;
/** Of the whole, with what aliases repeat. */
const MAX_VALUES = 500_000;

/**
 * One YAML document as JSON. Its size, its tokens and its depth are checked while it is read, in turns with other
 * work; what its aliases unfold to, before anybody walks it.
 */
export async function parseYaml(source: string): Promise<JsonValue> {
  if (source.length > MAX_CHARACTERS) throw tooLarge(`${MAX_CHARACTERS / 1e6} million characters`);
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ lineCounter: lines, uniqueKeys: true });
  const documents: ReturnType<typeof composer.end> extends Generator<infer D> ? D[] : never = [];
  const turn = takeTurns();
  let tokens = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(source)) {
    tokens += 1;
    if (tokens > MAX_TOKENS) throw tooLarge(`${formatCount(MAX_TOKENS)} marks and texts`);
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
    if (parser.stack.length > MAX_STACK) throw tooDeep();
    await turn();
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, source.length));
  const [document, second] = documents;
  const [error] = document?.errors ?? [];
  if (!document || error) {
    const { line, col } = lines.linePos(error?.pos[0] ?? 0);
    throw invalid("body", `The file is not YAML: line ${line}, column ${col}: ${error?.code}.`);
  }
  if (second) throw invalid("body", "The file holds several YAML documents. Import one at a time.");
  const value = toJson(document);
  checkValue(value);
  return source.includes("<<") ? mergeMaps(value) : value;
}

function toJson(document: { toJS(options: { maxAliasCount: number }): unknown }): JsonValue {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as JsonValue;
  } catch {
    throw invalid(
      "body",
      "The file's aliases name something that is missing, or unfold to too much. Write the values out.",
    );
  }
}

/** Aliases share what they name, so a small file may stand for any number of values. */
function checkValue(root: JsonValue): void {
  let values = 0;
  const open: { value: JsonValue; depth: number }[] = [{ value: root, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth > MAX_DEPTH) throw tooDeep();
    const members = Object.values(value);
    values += members.length;
    if (values > MAX_VALUES) throw tooLarge(`${formatCount(MAX_VALUES)} values`);
    for (const member of members) open.push({ value: member, depth: depth + 1 });
  }
}

/**
 * `<<: *shared` puts the members of another map below those of its own, as YAML 1.1 has it. Done when the size of the
 * whole is known: merges of merges take exponential time in the parser.
 */
function mergeMaps(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(mergeMaps);
  if (!isJsonObject(value)) return value;
  const { "<<": merged, ...members } = value;
  const maps = (Array.isArray(merged) ? merged : [merged]).filter((one) => isJsonObject(one));
  const all: JsonObject = Object.assign({}, ...maps.reverse().map(mergeMaps));
  for (const [key, member] of Object.entries(members)) all[key] = mergeMaps(member);
  return all;
}

function tooLarge(what: string): AppError {
  return new AppError("too_large", `The file holds more than ${what}. Import it in parts.`);
}

function tooDeep(): AppError {
  return invalid("body", `The file is nested deeper than ${MAX_DEPTH} levels.`);
}
