import "server-only";
import { posix } from "node:path";
import { parseYaml } from "@/lib/eval-sets/import/parse-yaml";
import { isAppError } from "@/lib/http/app-error";
import { listRows } from "@/lib/http/files/import-file";
import { parseCsv } from "@/lib/http/files/parse-csv";
import { parseJsonRows } from "@/lib/http/files/parse-jsonl";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { csvTest } from "./csv-test";
import { plainPath, type UploadedFiles } from "./uploaded-files";

/** A test as it stands in a file, or what is wrong with it. */
export type LoadedTest = { test: JsonObject } | { problem: string };

const DEPTH = 3;

/** Every test that a configuration names: written there, in files of their own, or both. */
export async function* loadTests(
  value: JsonValue | undefined,
  files: UploadedFiles,
  depth = 0,
): AsyncGenerator<LoadedTest> {
  for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
    const path = referenceOf(one);
    if (path !== null) {
      if (depth >= DEPTH) yield { problem: `${path} is nested too deep in other files.` };
      else yield* loadFile(path, files, depth);
    } else if (isJsonObject(one)) yield { test: one };
    else yield { problem: "It is neither a test nor the name of a file." };
  }
}

/** `file://tests.csv`, `tests.csv`, or `{ path: … }`. */
function referenceOf(value: JsonValue): string | null {
  if (typeof value === "string") return value;
  return isJsonObject(value) && typeof value.path === "string" && !("vars" in value)
    ? value.path
    : null;
}

async function* loadFile(
  reference: string,
  files: UploadedFiles,
  depth: number,
): AsyncGenerator<LoadedTest> {
  if (/^(?:https?|huggingface|az|s3):\/\//.test(reference)) {
    yield { problem: `${reference} is not fetched. Download it and upload the file.` };
    return;
  }
  if (/\.(?:py|js|cjs|mjs|ts|xlsx?)(?::[\w$]+)?(?:#.*)?$/.test(reference)) {
    yield {
      problem: `${plainPath(reference)} is a program or a workbook. Export its tests as CSV, JSONL or YAML.`,
    };
    return;
  }
  for (const path of files.list(reference)) {
    const text = files.read(path);
    if (text === null) continue;
    try {
      for (const loaded of await parseFile(path, text, files, depth)) {
        yield "test" in loaded ? { test: withVarsBeside(path, loaded.test) } : loaded;
      }
    } catch (error) {
      if (!isAppError(error)) throw error;
      yield { problem: `${path}: ${error.message}` };
    }
  }
}

/** Names of files of variables count from the folder of the file that names them. */
function withVarsBeside(path: string, test: JsonObject): JsonObject {
  const beside = (name: JsonValue): JsonValue =>
    typeof name === "string" && !name.startsWith("file://")
      ? `file://${posix.join(posix.dirname(path), name)}`
      : name;
  const { vars } = test;
  if (typeof vars === "string") return { ...test, vars: beside(vars) };
  return Array.isArray(vars) ? { ...test, vars: vars.map(beside) } : test;
}

async function parseFile(
  path: string,
  text: string,
  files: UploadedFiles,
  depth: number,
): Promise<LoadedTest[]> {
  if (/\.(?:csv|tsv)$/i.test(path)) {
    const file = await parseCsv(text);
    const tests = (await listRows(file)).map(({ row, cells }) => ({
      row,
      test: csvTest(Object.fromEntries(cells) as Record<string, string>),
    }));
    const problems = file.errors.map(({ row, message }) => ({
      row,
      problem: `${path}: ${message}`,
    }));
    return [...tests, ...problems].sort((one, two) => one.row - two.row);
  }
  if (/\.jsonl$/i.test(path)) {
    const rows = await listRows(await parseJsonRows(text, {}));
    return rows.map(({ cells }) => ({ test: Object.fromEntries(cells) as JsonObject }));
  }
  const value = await parseYaml(text);
  const tests = isJsonObject(value) && Array.isArray(value.tests) ? value.tests : value;
  const loaded: LoadedTest[] = [];
  for await (const one of loadTests(tests, files, depth + 1)) loaded.push(one);
  return loaded;
}
