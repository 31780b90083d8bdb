import { parseYaml } from "@/lib/eval-sets/import/parse-yaml";
import { invalid } from "@/lib/http/app-error";
import { takeTurns } from "@/lib/http/body/turns";
import { ImportFileBuilder } from "@/lib/http/files/import-file";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { loadTests } from "./load-tests";
import {
  countCombinations,
  expandVars,
  MAX_COMBINATIONS,
  mergeDefaults,
  mergeTest,
  parseVars,
  type WholeTest,
} from "./merge-test";
import { type ForeignPrompt, parsePrompts } from "./parse-prompts";
import { ProviderList } from "./provider-list";
import { type PromptfooFile, type PromptfooOptions, plainOptions, TestDrafts } from "./test-drafts";
import { UploadedFiles } from "./uploaded-files";

/** A promptfoo configuration or a list of its tests; a row is a test, counted from 1. */
export async function parseConfig(
  source: string,
  {
    files = new UploadedFiles(),
    ...options
  }: Partial<PromptfooOptions> & { files?: UploadedFiles } = {},
): Promise<PromptfooFile> {
  const root = await parseYaml(source);
  const reader = new ConfigReader(root, files, { ...plainOptions, ...options });
  return reader.read();
}

class ConfigReader {
  readonly #root: JsonValue;
  readonly #config: JsonObject;
  readonly #files: UploadedFiles;
  readonly #providers: ProviderList;
  readonly #builder = new ImportFileBuilder();
  readonly #drafts: TestDrafts;
  readonly #check: PromptfooOptions["checkScorers"];
  #row = 0;

  constructor(root: JsonValue, files: UploadedFiles, options: PromptfooOptions) {
    this.#root = root;
    this.#config = isJsonObject(root) ? root : { tests: root };
    this.#files = files;
    this.#providers = new ProviderList(options.providers);
    this.#check = options.checkScorers;
    this.#drafts = new TestDrafts(files, this.#providers);
  }

  async read(): Promise<PromptfooFile> {
    const { tests, scenarios, prompts, providers = this.#config.targets } = this.#config;
    const isEmpty = tests === undefined && scenarios === undefined;
    if (isEmpty && prompts === undefined) {
      throw invalid("body", this.#config.redteam === undefined ? NO_TESTS : ONLY_RED_TEAM);
    }
    this.#providers.addAll(providers);
    this.#warnOfSettings();
    const foreignPrompts = parsePrompts(prompts, this.#files);
    const defaults = await this.#readDefaults();
    const turn = takeTurns();
    for await (const one of loadTests(isEmpty ? [{}] : tests, this.#files)) {
      await turn();
      this.#add(defaults, one);
    }
    await this.#addScenarios(defaults, scenarios);
    this.#drafts.storeUnusable(await this.#check(this.#drafts.scorers));
    return this.#finish(foreignPrompts);
  }

  /** What changes the outcome of a run there and has no place here. */
  #warnOfSettings(): void {
    const names = SETTINGS.filter((name) => this.#config[name] !== undefined);
    if (names.length === 0) return;
    this.#builder.file.warnings.push(
      `Not imported, because it belongs to promptfoo’s own runs: ${names.join(", ")}.`,
    );
  }

  async #readDefaults(): Promise<JsonObject> {
    const { defaultTest } = this.#config;
    if (isJsonObject(defaultTest)) return defaultTest;
    if (typeof defaultTest !== "string") return {};
    const text = this.#files.read(defaultTest);
    const value = text === null ? null : await parseYaml(text);
    return isJsonObject(value ?? undefined) ? (value as JsonObject) : {};
  }

  /** Every test of a scenario once with each entry of its config. */
  async #addScenarios(defaults: JsonObject, scenarios: JsonValue | undefined): Promise<void> {
    for await (const loaded of loadTests(scenarios, this.#files)) {
      if ("problem" in loaded) {
        this.#add(defaults, loaded);
        continue;
      }
      const { config, tests } = loaded.test;
      const entries: JsonObject[] = [];
      for await (const entry of loadTests(config, this.#files)) {
        if ("test" in entry) entries.push(entry.test);
        else this.#add(defaults, entry);
      }
      for (const entry of entries.length > 0 ? entries : [{}]) {
        const shared = mergeDefaults(defaults, entry);
        for await (const test of loadTests(tests ?? [{}], this.#files)) this.#add(shared, test);
      }
    }
  }

  #add(defaults: JsonObject, loaded: { test: JsonObject } | { problem: string }): void {
    this.#row += 1;
    const row = this.#row;
    this.#files.row = row;
    if ("problem" in loaded) {
      this.#builder.addError({ row, message: loaded.problem });
      return;
    }
    const test = mergeTest(defaults, this.#withFileVars(loaded.test), this.#root);
    const vars = parseVars(test.vars, this.#files);
    const count = typeof vars === "string" ? 0 : countCombinations(vars);
    if (typeof vars === "string" || count > MAX_COMBINATIONS) {
      const message =
        typeof vars === "string" ? vars : `Its lists make ${count} combinations, at most 1,000.`;
      this.#builder.addError({ row, column: "vars", message });
      return;
    }
    const isExpanded = test.options.disableVarExpansion !== true;
    for (const [index, one] of (isExpanded ? expandVars(vars) : [vars]).entries()) {
      const { description, metadata } = test;
      const cells = cellsOf(row, { vars: one, description, metadata });
      this.#drafts.add(row, test, { cells, vars: one, isFirst: index === 0 });
    }
  }

  /** `vars: file://vars.yaml` and a list of such files. */
  #withFileVars(test: JsonObject): JsonObject {
    const { vars } = test;
    const names = typeof vars === "string" ? [vars] : Array.isArray(vars) ? vars : null;
    if (!names) return test;
    const files = names.flatMap((name) => (typeof name === "string" ? this.#files.list(name) : []));
    const read = parseVars(
      Object.fromEntries(files.map((path, at) => [String(at), `file://${path}`])),
      this.#files,
    );
    const values = typeof read === "string" ? [] : Object.values(read).filter(isJsonObject);
    return { ...test, vars: Object.assign({}, ...values) as JsonObject };
  }

  #finish(prompts: ForeignPrompt[]): PromptfooFile {
    return this.#drafts.finish(
      this.#builder,
      prompts,
      ({ row, cells, scorers, expected, remainder }) => {
        if (scorers.length > 0) cells.set("assertions", toJson(scorers));
        if (expected !== null) cells.set("expected", expected);
        if (remainder) cells.set("promptfoo", toJson(remainder));
        this.#builder.addRow(row, cells);
      },
    );
  }
}

const NO_TESTS = "The file has no list “tests” with vars and assert.";
const ONLY_RED_TEAM =
  "The file configures a red team and has no tests. Run “promptfoo redteam generate” and upload the file that it writes.";

const SETTINGS = ["derivedMetrics", "extensions", "nunjucksFilters", "redteam", "tracing"];

/** Scorers hold JSON; their types say so only in part. */
const toJson = (value: unknown) => value as JsonValue;

const MAX_ATTRIBUTE = 1_000;

function cellsOf(
  row: number,
  { vars, description, metadata }: Pick<WholeTest, "vars" | "description" | "metadata">,
): Map<string, JsonValue> {
  const cells = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(vars)) cells.set(`input.${name}`, value);
  // A prompt without variables has tests without any; a case needs something to be told apart by.
  if (cells.size === 0) cells.set("input.test", description ?? `Test ${row}`);
  if (description !== null) cells.set("attr.description", description.slice(0, MAX_ATTRIBUTE));
  for (const [name, value] of Object.entries(metadata)) {
    const isPlain = typeof value !== "object";
    const text = isPlain ? value : JSON.stringify(value);
    cells.set(`attr.${name}`, typeof text === "string" ? text.slice(0, MAX_ATTRIBUTE) : text);
  }
  return cells;
}
