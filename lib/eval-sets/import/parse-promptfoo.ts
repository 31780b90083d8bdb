import { formatCountOf } from "@/lib/format-number";
import { invalid } from "@/lib/http/app-error";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { takeTurns } from "@/lib/http/body/turns";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { type FileRow, type ImportFile, ImportFileBuilder } from "./import-file";
import { parseAssertion, parseAssertionText } from "./parse-assertion";
import { parseYaml } from "./parse-yaml";

const MAX_COMBINATIONS = 1_000;
const MAX_SUGGESTIONS = 10;

/** A promptfoo configuration or a list of its tests; a row is a test, counted from 1. */
export async function parsePromptfoo(source: string): Promise<ImportFile> {
  const root = await parseYaml(source);
  const turn = takeTurns();
  const tests = Array.isArray(root) ? root : isJsonObject(root) ? root.tests : undefined;
  if (typeof tests === "string") {
    throw invalid("body", `“tests” names the file ${tests}. Import that file instead.`);
  }
  if (!Array.isArray(tests)) {
    throw invalid("body", "The file has no list “tests” with vars and assert.");
  }
  const defaults = isJsonObject(root) && isJsonObject(root.defaultTest) ? root.defaultTest : {};
  const builder = new ImportFileBuilder();
  const notes = new AssertionNotes();
  for (const [index, test] of tests.entries()) {
    const row = index + 1;
    await turn();
    const vars = isJsonObject(test) && isJsonObject(test.vars) ? test.vars : undefined;
    if (!isJsonObject(test) || (!vars && !isJsonObject(defaults.vars))) {
      builder.addError({ row, column: "vars", message: message(test) });
      continue;
    }
    const shared = isJsonObject(defaults.vars) ? defaults.vars : {};
    const all = { ...shared, ...vars };
    const combinations = countCombinations(all);
    if (combinations > MAX_COMBINATIONS) {
      const message = `Its lists make ${combinations} combinations, at most 1,000.`;
      builder.addError({ row, column: "vars", message });
      continue;
    }
    const rest = readRest(test, notes);
    for (const combination of expandVars(all)) builder.addRow(row, toCells(combination, rest));
  }
  for (const assertion of listOf(defaults.assert)) notes.read(assertion);
  const { file } = builder;
  file.warnings.push(...notes.warnings());
  file.suggestedScorers = notes.scorers();
  return file;
}

function message(test: JsonValue): string {
  if (typeof test === "string")
    return `The test is a reference (${test}). Import that file itself.`;
  return "The test has no vars. Write vars: { name: value }.";
}

function countCombinations(vars: JsonObject): number {
  return Object.values(vars).reduce<number>(
    (count, value) => count * (Array.isArray(value) ? value.length : 1),
    1,
  );
}

/** A list in vars stands for one test each, as promptfoo reads it. */
function expandVars(vars: JsonObject): JsonObject[] {
  let all: JsonObject[] = [{}];
  for (const [name, value] of Object.entries(vars)) {
    const values = Array.isArray(value) ? value : [value];
    all = all.flatMap((one) => values.map((item) => ({ ...one, [name]: item })));
  }
  return all;
}

function readRest(test: JsonObject, notes: AssertionNotes): Map<string, JsonValue> {
  const rest = new Map<string, JsonValue>();
  if (typeof test.description === "string") rest.set("attr.description", test.description);
  if (isJsonObject(test.metadata)) {
    for (const [name, value] of Object.entries(test.metadata)) rest.set(`attr.${name}`, value);
  }
  let assertions = 0;
  for (const assertion of listOf(test.assert)) {
    const { expected } = notes.read(assertion);
    if (expected === null) continue;
    assertions += 1;
    if (assertions === 1) rest.set("expected", expected);
    else notes.countExtra();
  }
  return rest;
}

function toCells(vars: JsonObject, rest: Map<string, JsonValue>): FileRow["cells"] {
  return new Map([
    ...Object.entries(vars).map(([name, value]) => [`input.${name}`, value] as const),
    ...rest,
  ]);
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** What the assertions of a whole file come to: scorers to suggest and what was not understood. */
export class AssertionNotes {
  private readonly found = new Map<string, ScorerSpec>();
  private readonly unsupported = new Map<string, number>();
  private extra = 0;

  read(assertion: JsonValue): { expected: JsonValue | null } {
    if (typeof assertion === "string") return this.note(parseAssertionText(assertion));
    if (isJsonObject(assertion) && typeof assertion.type === "string") {
      return this.note(parseAssertion(assertion.type, assertion.value));
    }
    return { expected: null };
  }

  countExtra(): void {
    this.extra += 1;
  }

  scorers(): ScorerSpec[] {
    return [...this.found.values()].slice(0, MAX_SUGGESTIONS);
  }

  warnings(): string[] {
    const warnings = [...this.unsupported].map(
      ([type, n]) =>
        `${formatCountOf(n, "assertion")} of type ${type} did not become part of a case.`,
    );
    if (this.found.size > MAX_SUGGESTIONS) {
      warnings.push(
        `The assertions stand for ${this.found.size} scorers; the first ${MAX_SUGGESTIONS} are suggested.`,
      );
    }
    if (this.extra > 0) {
      warnings.push(
        `${this.extra} further assertions did not become expected: a case has one expected answer.`,
      );
    }
    return warnings;
  }

  private note(read: ReturnType<typeof parseAssertion>): { expected: JsonValue | null } {
    if (read.scorer) this.found.set(canonicalJson(read.scorer), read.scorer);
    if (read.unsupported) {
      this.unsupported.set(read.unsupported, (this.unsupported.get(read.unsupported) ?? 0) + 1);
    }
    return { expected: read.expected };
  }
}
