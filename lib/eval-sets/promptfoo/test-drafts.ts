import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { ImportFile, ImportFileBuilder } from "@/lib/http/files/import-file";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { KeptTest } from "./kept-test";
import { transformBody } from "./map-assertion";
import { groupMembers, type MappedTest, mapTest } from "./map-test";
import type { WholeTest } from "./merge-test";
import type { ForeignPrompt } from "./parse-prompts";
import type { ForeignProvider, ModelName, ProviderList } from "./provider-list";
import type { UploadedFiles } from "./uploaded-files";

/** What a promptfoo file holds besides its cases, and what became of its assertions. */
export interface PromptfooSummary {
  providers: ForeignProvider[];
  prompts: ForeignPrompt[];
  assertions: { run: number; stored: { row: number; type: string; reason: string }[] };
  /** Scorers that ask a model and that every test has: they belong to the set. */
  setScorers: ScorerSpec[];
}

export type PromptfooFile = ImportFile & { promptfoo: PromptfooSummary };

/** What a case becomes of its test. */
export interface CaseParts {
  row: number;
  cells: Map<string, JsonValue>;
  scorers: ScorerSpec[];
  expected: JsonValue | null;
  remainder: KeptTest | null;
}

/** Why a scorer could never score (its pattern, schema or code does not compile); null when it can. */
export type FindProblem = (spec: ScorerSpec) => string | null;

export interface PromptfooOptions {
  /** Foreign provider → model here. */
  providers: Readonly<Record<string, ModelName>>;
  checkScorers: (specs: readonly ScorerSpec[]) => Promise<FindProblem>;
}

/** Nothing is mapped, and what is wrong with a scorer shows when it runs. */
export const plainOptions: PromptfooOptions = {
  providers: {},
  checkScorers: async () => () => null,
};

interface Draft {
  row: number;
  cells: Map<string, JsonValue>;
  mapped: MappedTest;
  threshold: number | null;
  rest: JsonObject;
  /** As it was written, when the scorers run it: what is only stored still needs it. */
  transform: JsonValue | null;
  /** Combinations of one test share its assertions, which count once. */
  isFirst: boolean;
}

const ONLY_SOME = "Only some tests have it, and a judge of a run grades every case.";

const VARS_AS_WRITTEN =
  "The option transformVars does not run, so variables stay as they are written.";

function withTransform(
  stored: KeptTest["stored"][number],
  transform: JsonValue | null,
): KeptTest["stored"][number] {
  const { assertion } = stored;
  const isBare = isJsonObject(assertion) && assertion.transform === undefined;
  return transform === null || !isBare
    ? stored
    : { ...stored, assertion: { ...assertion, transform } };
}

/** The tests of a file, until it is clear what all of them ask. */
export class TestDrafts {
  readonly #files: UploadedFiles;
  readonly #providers: ProviderList;
  readonly #drafts: Draft[] = [];
  readonly #warnings = new Set<string>();

  constructor(files: UploadedFiles, providers: ProviderList) {
    this.#files = files;
    this.#providers = providers;
  }

  add(
    row: number,
    test: WholeTest,
    { cells, vars, isFirst }: Pick<Draft, "cells" | "isFirst"> & { vars: JsonObject },
  ): void {
    const { options, threshold, ownFrom, expected } = test;
    const transform = this.#transformOf(options, vars);
    if (options.transformVars !== undefined) this.#warnings.add(VARS_AS_WRITTEN);
    const mapped = mapTest(test.assertions, {
      vars,
      files: this.#files,
      transform,
      findModel: (assertion, use) => this.#providers.find(assertion, options, use),
      threshold,
      ownFrom,
      expected,
    });
    // A list in a case's input says that it is not expanded, and a transform that runs is part of the scorers.
    const { disableVarExpansion: _, ...ownOptions } = options;
    const { transform: written, postprocess = null, ...otherOptions } = ownOptions;
    const keptOptions = transform === null ? ownOptions : otherOptions;
    const rest = {
      ...test.rest,
      ...(Object.keys(keptOptions).length > 0 ? { options: keptOptions } : {}),
      ...(threshold === null || mapped.stored.length === 0 ? {} : { threshold }),
    };
    this.#drafts.push({
      row,
      cells,
      mapped,
      threshold,
      rest,
      transform: transform === null ? null : (written ?? postprocess),
      isFirst,
    });
  }

  /** Every scorer of the file that stands for an assertion of a case. */
  get scorers(): ScorerSpec[] {
    return this.#drafts.flatMap(({ mapped }) => mapped.members.map(({ scorer }) => scorer));
  }

  /** Assertions whose scorers can never score are stored. */
  storeUnusable(findProblem: FindProblem): void {
    for (const { mapped } of this.#drafts) {
      mapped.members = mapped.members.filter(({ scorer, type, assertion }) => {
        const reason = findProblem(scorer);
        if (reason !== null) mapped.stored.push({ type, reason, assertion });
        return reason === null;
      });
    }
  }

  /** Writes every test with `write` and tells what the whole file comes to. */
  finish(
    builder: ImportFileBuilder,
    prompts: ForeignPrompt[],
    write: (parts: CaseParts) => void,
  ): PromptfooFile {
    const setScorers = this.#shareScorers();
    const assertions: PromptfooSummary["assertions"] = { run: 0, stored: [] };
    for (const { row, cells, mapped, threshold, rest, transform, isFirst } of this.#drafts) {
      if (isFirst) {
        assertions.run += mapped.members.length + mapped.shared.length;
        for (const { type, reason } of mapped.stored) assertions.stored.push({ row, type, reason });
      }
      const isKept = mapped.stored.length > 0 || Object.keys(rest).length > 0;
      const stored = mapped.stored.map((one) => withTransform(one, transform));
      const remainder = isKept ? { stored, test: rest } : null;
      const scorers = groupMembers(mapped.members, threshold);
      write({ row, cells, scorers, expected: mapped.expected, remainder });
    }
    const { file } = builder;
    for (const [path, row] of this.#files.missing) {
      const message = `file://${path} was not uploaded.`;
      // The variable of a test that was left out for it says so already.
      if (!file.errors.some((error) => error.message === message)) {
        file.errors.push({ row, column: "file", message });
      }
    }
    file.warnings.push(...this.#warnings);
    const { all: providers } = this.#providers;
    return { ...file, promptfoo: { providers, prompts, assertions, setScorers } };
  }

  #transformOf(options: JsonObject, vars: JsonObject): string | null {
    const { transform = options.postprocess } = options;
    if (typeof transform !== "string") return null;
    const body = transformBody(transform, { files: this.#files, vars });
    if ("code" in body) return body.code;
    const name = transform.split("\n")[0]?.slice(0, 80);
    this.#warnings.add(
      `The transform ${name} does not run, so assertions look at the output as it is. ${body.reason}`,
    );
    return null;
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
      mapped.shared = mapped.shared.filter(({ scorer, type, assertion }) => {
        const isOfAll = isShared(scorer);
        if (!isOfAll) mapped.stored.push({ type, reason: ONLY_SOME, assertion });
        return isOfAll;
      });
    }
    return [...counts.values()].map(({ spec }) => spec).filter(isShared);
  }
}
