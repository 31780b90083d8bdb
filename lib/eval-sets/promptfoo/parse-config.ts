import { type ImportFile, ImportFileBuilder } from "@/lib/eval-sets/import/import-file";
import { parseYaml } from "@/lib/eval-sets/import/parse-yaml";
import { invalid } from "@/lib/http/app-error";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { takeTurns } from "@/lib/http/body/turns";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { loadTests } from "./load-tests";
import { type ModelName, transformBody } from "./map-assertion";
import { type MappedTest, mapTest, type StoredAssertion } from "./map-test";
import {
  countCombinations,
  expandVars,
  MAX_COMBINATIONS,
  mergeDefaults,
  mergeTest,
  readVars,
  type WholeTest,
} from "./merge-test";
import { type ForeignPrompt, readPrompts } from "./read-prompts";
import { type ForeignProvider, ProviderList } from "./read-providers";
import { UploadedFiles } from "./uploaded-files";

/** What a promptfoo configuration holds besides its tests, and what became of its assertions. */
export interface PromptfooSummary {
  providers: ForeignProvider[];
  prompts: ForeignPrompt[];
  assertions: { run: number; stored: { row: number; type: string; reason: string }[] };
  /** Scorers that ask a model and that every test has: they belong to the set. */
  setScorers: ScorerSpec[];
}

export type PromptfooFile = ImportFile & { promptfoo: PromptfooSummary };

/** What one case keeps of its test for the export. */
export interface KeptTest {
  stored: StoredAssertion[];
  test: JsonObject;
}

interface Draft {
  row: number;
  cells: Map<string, JsonValue>;
  mapped: MappedTest;
  kept: JsonObject;
  /** Combinations of one test share its assertions, which count once. */
  isFirst: boolean;
}

const FEW_PLACES = "Only some tests have it, and a judge of a run grades every case.";

/** A promptfoo configuration or a list of its tests; a row is a test, counted from 1. */
export async function parseConfig(
  source: string,
  {
    files = new UploadedFiles(),
    providers = {},
  }: { files?: UploadedFiles; providers?: Readonly<Record<string, ModelName>> } = {},
): Promise<PromptfooFile> {
  const root = await parseYaml(source);
  const reader = new ConfigReader(root, files, new ProviderList(providers));
  return reader.read();
}

class ConfigReader {
  readonly #root: JsonValue;
  readonly #config: JsonObject;
  readonly #files: UploadedFiles;
  readonly #providers: ProviderList;
  readonly #builder = new ImportFileBuilder();
  readonly #drafts: Draft[] = [];
  readonly #warnings = new Map<string, number>();
  #row = 0;

  constructor(root: JsonValue, files: UploadedFiles, providers: ProviderList) {
    this.#root = root;
    this.#config = isJsonObject(root) ? root : { tests: root };
    this.#files = files;
    this.#providers = providers;
  }

  async read(): Promise<PromptfooFile> {
    const { tests, scenarios, prompts, providers = this.#config.targets } = this.#config;
    if (tests === undefined && scenarios === undefined) {
      throw invalid("body", "The file has no list “tests” with vars and assert.");
    }
    this.#providers.addAll(providers);
    const foreignPrompts = readPrompts(prompts, this.#files);
    const defaults = await this.#readDefaults();
    const turn = takeTurns();
    for await (const one of loadTests(tests, this.#files)) {
      await turn();
      this.#add(defaults, one);
    }
    await this.#addScenarios(defaults, scenarios);
    return this.#finish(foreignPrompts);
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
    const vars = readVars(test.vars, this.#files);
    const count = typeof vars === "string" ? 0 : countCombinations(vars);
    if (typeof vars === "string" || count > MAX_COMBINATIONS) {
      const message =
        typeof vars === "string" ? vars : `Its lists make ${count} combinations, at most 1,000.`;
      this.#builder.addError({ row, column: "vars", message });
      return;
    }
    const isExpanded = test.options.disableVarExpansion !== true;
    for (const [index, one] of (isExpanded ? expandVars(vars) : [vars]).entries()) {
      this.#drafts.push(this.#draft(row, test, { vars: one, isFirst: index === 0 }));
    }
  }

  /** `vars: file://vars.yaml` and a list of such files. */
  #withFileVars(test: JsonObject): JsonObject {
    const { vars } = test;
    const names = typeof vars === "string" ? [vars] : Array.isArray(vars) ? vars : null;
    if (!names) return test;
    const files = names.flatMap((name) => (typeof name === "string" ? this.#files.list(name) : []));
    const read = readVars(
      Object.fromEntries(files.map((path, at) => [String(at), `file://${path}`])),
      this.#files,
    );
    const values = typeof read === "string" ? [] : Object.values(read).filter(isJsonObject);
    return { ...test, vars: Object.assign({}, ...values) as JsonObject };
  }

  #draft(
    row: number,
    test: WholeTest,
    { vars, isFirst }: { vars: JsonObject; isFirst: boolean },
  ): Draft {
    const { description, metadata, options, threshold, ownFrom } = test;
    const transform = this.#transformOf(options, vars);
    const mapped = mapTest(test.assertions, {
      vars,
      files: this.#files,
      transform,
      findModel: (assertion, use) => this.#providers.find(assertion, options, use),
      threshold,
      ownFrom,
    });
    const { transform: _, postprocess: __, ...otherOptions } = options;
    // A transform that runs is part of the scorers.
    const keptOptions = transform === null ? options : otherOptions;
    const kept = {
      ...test.rest,
      ...(Object.keys(keptOptions).length > 0 ? { options: keptOptions } : {}),
      ...(threshold === null || mapped.stored.length === 0 ? {} : { threshold }),
    };
    return { row, cells: cellsOf(row, { vars, description, metadata }), mapped, kept, isFirst };
  }

  #transformOf(options: JsonObject, vars: JsonObject): string | null {
    const { transform = options.postprocess } = options;
    if (typeof transform !== "string") return null;
    const body = transformBody(transform, { files: this.#files, vars });
    if ("code" in body) return body.code;
    const warning = `The transform ${transform.split("\n")[0]?.slice(0, 80)} does not run, so assertions look at the output as it is: ${body.reason}`;
    this.#warnings.set(warning, (this.#warnings.get(warning) ?? 0) + 1);
    return null;
  }

  #finish(prompts: ForeignPrompt[]): PromptfooFile {
    const setScorers = this.#shareScorers();
    const assertions: PromptfooSummary["assertions"] = { run: 0, stored: [] };
    for (const { row, cells, mapped, kept, isFirst } of this.#drafts) {
      if (isFirst) {
        assertions.run += mapped.run;
        for (const { type, reason } of mapped.stored) assertions.stored.push({ row, type, reason });
      }
      if (mapped.scorers.length > 0)
        cells.set("assertions", mapped.scorers as unknown as JsonValue);
      if (mapped.expected !== null) cells.set("expected", mapped.expected);
      if (mapped.stored.length > 0 || Object.keys(kept).length > 0) {
        cells.set("promptfoo", { stored: mapped.stored, test: kept } as unknown as JsonValue);
      }
      this.#builder.addRow(row, cells);
    }
    const { file } = this.#builder;
    for (const [path, row] of this.#files.missing) {
      const message = `file://${path} was not uploaded.`;
      // The variable of a test that was left out for it says so already.
      if (!file.errors.some((error) => error.message === message)) {
        file.errors.push({ row, column: "file", message });
      }
    }
    file.warnings.push(...this.#warnings.keys());
    return {
      ...file,
      promptfoo: { providers: this.#providers.all, prompts, assertions, setScorers },
    };
  }

  /** What every test asks of a model becomes the set's; what only some ask is stored with them. */
  #shareScorers(): ScorerSpec[] {
    const counts = new Map<string, { spec: ScorerSpec; tests: Set<number> }>();
    const tests = new Set(this.#drafts.map(({ row }) => row));
    for (const { row, mapped } of this.#drafts) {
      for (const { scorer } of mapped.shared) {
        const key = canonicalJson(scorer);
        const count = counts.get(key) ?? { spec: scorer, tests: new Set() };
        counts.set(key, { ...count, tests: count.tests.add(row) });
      }
    }
    const isShared = (spec: ScorerSpec) =>
      counts.get(canonicalJson(spec))?.tests.size === tests.size;
    for (const { mapped } of this.#drafts) {
      for (const { scorer, type, assertion } of mapped.shared) {
        if (isShared(scorer)) mapped.run += 1;
        else mapped.stored.push({ type, reason: FEW_PLACES, assertion });
      }
    }
    return [...counts.values()].map(({ spec }) => spec).filter(isShared);
  }
}

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
