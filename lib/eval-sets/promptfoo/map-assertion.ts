import { type ScorerOf, ScorerSpec, type ScorerSpecInput } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { reasonOf } from "./assertion-types";
import { fillCode, fillText, fillValue, referToInput, TemplateError } from "./fill-template";
import { hasRubric, judgeOf } from "./map-judge";
import { mapSettings } from "./map-settings";
import { parseStructured } from "./parse-structured";
import type { ModelName } from "./provider-list";
import {
  afterTransform,
  checkBody,
  forbiddenIn,
  functionBody,
  moduleBody,
  negated,
  withConfig,
} from "./script-code";
import type { UploadedFiles } from "./uploaded-files";

export interface AssertionScope {
  /** The test's variables, which templates name. */
  vars: JsonObject;
  files: UploadedFiles;
  /** The body of a function that makes of the output what assertions look at. */
  transform: string | null;
  /** The model for a grader or for embeddings; a text says which provider is not mapped. */
  findModel: (assertion: JsonObject, use: "grader" | "embedding") => ModelName | string;
}

/** What becomes of one assertion: a scorer with its weight, or the reason why it is only stored. */
export type MappedAssertion =
  | { scorer: ScorerSpec; weight: number; asksModel: boolean }
  | { reason: string };

class StoredError extends Error {}

export function mapAssertion(assertion: JsonObject, scope: AssertionScope): MappedAssertion {
  const type = typeof assertion.type === "string" ? assertion.type : "";
  if (type === "") return { reason: "It has no type." };
  const weight = typeof assertion.weight === "number" ? assertion.weight : 1;
  if (weight <= 0) return { reason: "Its weight is 0: it never decides an outcome in promptfoo." };
  try {
    const input = specOf(type, assertion, scope);
    const name = typeof assertion.metric === "string" ? metricName(assertion.metric, scope) : "";
    const parsed = ScorerSpec.safeParse({ ...input, ...(name ? { name } : {}) });
    if (!parsed.success) return { reason: parsed.error.issues[0]?.message ?? reasonOf(type) };
    const asksModel = input.kind === "judge-rubric" || input.kind === "similar";
    return { scorer: parsed.data, weight: Math.min(weight, 1_000), asksModel };
  } catch (error) {
    if (error instanceof StoredError || error instanceof TemplateError)
      return { reason: error.message };
    throw error;
  }
}

const metricName = (metric: string, { vars }: AssertionScope): string =>
  fillText(metric, vars).trim().slice(0, 60);

function specOf(type: string, assertion: JsonObject, scope: AssertionScope): ScorerSpecInput {
  const isNegated = type.startsWith("not-");
  const base = isNegated ? type.slice(4) : type;
  const transform = transformOf(assertion, scope);
  if (base === "javascript") return scriptOf(assertion, scope, transform, isNegated);
  const asksModel = hasRubric(base) || base === "similar" || base === "similar:cosine";
  const value = readValue(assertion, scope, asksModel ? referToInput : fillText);
  if (asksModel) {
    const judge = hasRubric(base) ? judgeOf(base, { ...assertion, value: value ?? null }) : null;
    if (isNegated) throw new StoredError(`Galley has no scorer for ${type}.`);
    if (transform !== null) throw new StoredError(`${type} does not run after a transform.`);
    if (typeof judge === "string") throw new StoredError(judge);
    return judge ? judgeSpec(judge, assertion, scope) : similarSpec(value, assertion, scope);
  }
  if (transform !== null) return transformedSpec(base, value, transform, isNegated);
  const plain = mapSettings(base, { value, threshold: assertion.threshold, isNegated });
  if (plain === null) throw new StoredError(reasonOf(type));
  if (typeof plain === "string") throw new StoredError(plain);
  return plain;
}

/** The value with the test's variables, read from the file that it names. */
function readValue(
  { value }: JsonObject,
  { vars, files }: AssertionScope,
  fill: (text: string, vars: JsonObject) => string,
): JsonValue | undefined {
  const filled = (one: JsonValue) => fillValue(one, (text) => fill(text, vars));
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" || !value.startsWith("file://")) return filled(value);
  const reference = fillText(value, vars);
  if (/\.(?:py|rb|js|cjs|mjs|ts)(?::[\w$]+)?$/.test(reference)) {
    throw new StoredError(`Its value is computed by ${reference}, which does not run here.`);
  }
  const text = files.read(reference);
  if (text === null) throw new StoredError(`${reference} was not uploaded.`);
  return filled(parseStructured(reference, text));
}

function transformOf({ transform }: JsonObject, scope: AssertionScope): string | null {
  if (transform === undefined || transform === null) return scope.transform;
  if (typeof transform !== "string") throw new StoredError("Its transform is not a text.");
  const body = transformBody(transform, scope);
  if ("reason" in body) throw new StoredError(`Its transform does not run: ${body.reason}`);
  return scope.transform === null ? body.code : afterTransform(body.code, scope.transform);
}

/** A transform as the body of a function, or why it does not run. */
export function transformBody(
  transform: string,
  { files, vars }: Pick<AssertionScope, "files" | "vars">,
): { code: string } | { reason: string } {
  return codeOf(fillCode(transform, vars), files);
}

function codeOf(source: string, files: UploadedFiles): { code: string } | { reason: string } {
  if (!source.startsWith("file://")) {
    const reason = forbiddenIn(source);
    return reason === null ? { code: functionBody(source) } : { reason };
  }
  const [, path = source, name] = /^(.*?\.\w+)(?::([\w$]+))?$/.exec(source) ?? [];
  if (!files.has(path)) {
    files.read(path);
    return { reason: `${path} was not uploaded.` };
  }
  if (/\.(?:py|rb)$/.test(path)) return { reason: `${path} is not JavaScript.` };
  if (/\.ts$/.test(path)) return { reason: `${path} is TypeScript; compile it to JavaScript.` };
  const code = files.read(path) ?? "";
  const reason = forbiddenIn(code);
  return reason === null ? { code: moduleBody(code, name) } : { reason };
}

function scriptOf(
  assertion: JsonObject,
  scope: AssertionScope,
  transform: string | null,
  isNegated: boolean,
): ScorerSpecInput {
  const { value, threshold, config } = assertion;
  if (typeof value !== "string") throw new StoredError("It has no code.");
  const code = codeOf(fillCode(value, scope.vars), scope.files);
  if ("reason" in code) throw new StoredError(code.reason);
  let body = code.code;
  if (config !== undefined) body = withConfig(body, config);
  if (transform !== null) body = afterTransform(body, transform);
  if (isNegated) body = negated(body);
  return {
    kind: "script",
    config: { code: body, ...(typeof threshold === "number" ? { threshold } : {}) },
  };
}

function transformedSpec(
  base: string,
  value: JsonValue | undefined,
  transform: string,
  isNegated: boolean,
): ScorerSpecInput {
  const looksAtText = !["latency", "cost", "finish-reason"].includes(base);
  if (!looksAtText) throw new StoredError(`${base} does not run after a transform.`);
  const list =
    typeof value === "string" && /-(?:any|all)$/.test(base)
      ? value.split(",").map((item) => item.trim())
      : value;
  const body = checkBody(base, list);
  if (body === null) throw new StoredError(`${base} does not run after a transform.`);
  const code = afterTransform(body, transform);
  return { kind: "script", name: base, config: { code: isNegated ? negated(code) : code } };
}

function judgeSpec(
  config: { rubric: string; threshold?: number },
  assertion: JsonObject,
  scope: AssertionScope,
): ScorerSpecInput {
  const model = scope.findModel(assertion, "grader");
  if (typeof model === "string") throw new StoredError(model);
  return { kind: "judge-rubric", config: { ...config, model, includeExpected: false } };
}

function similarSpec(
  value: JsonValue | undefined,
  assertion: JsonObject,
  scope: AssertionScope,
): ScorerSpecInput {
  const text = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof text !== "string") throw new StoredError("It compares with several texts.");
  const model = scope.findModel(assertion, "embedding");
  if (typeof model === "string") throw new StoredError(model);
  const { threshold } = assertion;
  const config: ScorerOf<"similar">["config"] = {
    model,
    value: text,
    threshold: typeof threshold === "number" ? threshold : 0.75,
  };
  return { kind: "similar", config };
}

export const isAssertion = (value: JsonValue | undefined): value is JsonObject =>
  isJsonObject(value) && typeof value.type === "string";
