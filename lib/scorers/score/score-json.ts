import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, type Finding, notMeasured, scored } from "@/lib/scorers/finding";
import { compileJsonSchema } from "@/lib/scorers/json-schema";
import { type JsonValue, showValue } from "@/lib/scorers/json-value";
import { type JsonReading, parseEmbeddedJson, parseWholeJson } from "@/lib/scorers/parse-json";
import type { JsonSchema } from "@/lib/scorers/schema-size";

/** The whole output is JSON, nothing around it. */
export function scoreIsJson(spec: ScorerOf<"is-json">, candidate: Candidate): Finding {
  const reading = strictReading(candidate.output, spec.config.repair);
  if (!reading.ok) return scored(false, `not valid JSON: ${reading.reason}`);
  const { type } = spec.config;
  const actual = Array.isArray(reading.value)
    ? "array"
    : typeof reading.value === "object" && reading.value !== null
      ? "object"
      : "single value";
  if (type !== "any" && type !== actual)
    return scored(false, `expected a JSON ${type}, got ${article(actual)}`);
  return scored(true, `valid JSON${repairNote(reading)}`);
}

/** The whole output is JSON and matches the schema; without one, the version's output schema. */
export function scoreJsonSchema(spec: ScorerOf<"json-schema">, candidate: Candidate): Finding {
  const schema = spec.config.schema ?? asSchema(candidate.context?.outputSchema);
  if (schema === undefined) {
    return notMeasured(
      "There is no schema: set schema on the scorer, or an output schema on the version.",
    );
  }
  const reading = strictReading(candidate.output, spec.config.repair);
  if (!reading.ok) return scored(false, `not valid JSON: ${reading.reason}`);
  const violation = compileJsonSchema(schema)(reading.value, candidate.output.length);
  return scored(violation === null, `${violation ?? "matches the schema"}${repairNote(reading)}`);
}

/** Somewhere in the output, fenced or in prose, is an object or a list, and it matches the schema. */
export function scoreContainsJson(spec: ScorerOf<"contains-json">, candidate: Candidate): Finding {
  const reading = parseEmbeddedJson(candidate.output, { repair: spec.config.repair });
  if (!reading.ok) return scored(false, `no JSON found: ${reading.reason}`);
  const shown = showValue(reading.value);
  if (spec.config.schema === undefined)
    return scored(true, `contains ${shown}${repairNote(reading)}`);
  const violation = compileJsonSchema(spec.config.schema)(reading.value, candidate.output.length);
  return scored(
    violation === null,
    `${violation === null ? `contains ${shown}, which matches the schema` : `contains ${shown}, but ${violation}`}${repairNote(reading)}`,
  );
}

export const repairNote = (reading: JsonReading): string =>
  reading.ok && reading.repaired ? " (after repair of broken JSON)" : "";

function strictReading(output: string, repair: boolean): JsonReading {
  const whole = parseWholeJson(output.trim());
  if (whole.ok || !repair) return whole;
  const mended = parseEmbeddedJson(output, { repair: true });
  // The caller asked to overlook the form: prose around it counts as a repair too.
  return mended.ok ? { ...mended, repaired: true } : whole;
}

function asSchema(value: JsonValue | undefined): JsonSchema | undefined {
  if (typeof value === "boolean") return value;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

const article = (type: string) =>
  type === "array" ? "an array" : type === "object" ? "an object" : "a single value";
