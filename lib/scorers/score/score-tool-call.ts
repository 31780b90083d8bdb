import { formatFixed } from "@/lib/format-number";
import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, type Finding, notMeasured, scored } from "@/lib/scorers/finding";
import { compileJsonSchema } from "@/lib/scorers/json-schema";
import { isJsonObject, type JsonObject, type JsonValue, showValue } from "@/lib/scorers/json-value";
import { resolveReferences } from "@/lib/scorers/resolve-references";
import type { JsonSchema } from "@/lib/scorers/schema-size";
import {
  type CandidateCall,
  countCalls,
  hasArguments,
  isSameCall,
  parseExpectedCalls,
} from "./match-tool-calls";

/**
 * The answer calls a tool with these arguments; without a name in the settings, the calls that the case expects,
 * where `value` is F1 over the calls. Every call has to fit the tools that the version declares.
 */
export function scoreToolCall(spec: ScorerOf<"tool-call">, candidate: Candidate): Finding {
  if (candidate.toolCalls === undefined) {
    return notMeasured("It is not known which tools this answer called.");
  }
  const invalid = findInvalidCall(candidate.toolCalls, candidate.context?.tools ?? []);
  return spec.config.name === undefined
    ? scoreExpectedCalls(spec, candidate, candidate.toolCalls, invalid)
    : scoreNamedCall(spec, spec.config.name, candidate, candidate.toolCalls, invalid);
}

function scoreNamedCall(
  { config }: ScorerOf<"tool-call">,
  name: string,
  candidate: Candidate,
  calls: readonly CandidateCall[],
  invalid: string | null,
): Finding {
  const args = config.arguments && (resolveAll(config.arguments, candidate) as JsonObject);
  const named = calls.filter((call) => call.name === name);
  const holds = named.some((call) => hasArguments(call, args, config.match));
  const expected = showCall({ name, arguments: args });
  const details: JsonObject = { expected, actual: showCalls(calls) };
  if (config.negate) {
    const reason = holds ? `calls ${expected}, which it must not` : `does not call ${expected}`;
    return scored(!holds, reason, { details });
  }
  if (invalid) return scored(false, invalid, { details });
  const reason = holds
    ? `calls ${expected}`
    : named.length > 0
      ? `expected ${expected}, got ${showCalls(named)}`
      : `expected ${expected}, ${calls.length > 0 ? `got ${showCalls(calls)}` : "but no tool was called"}`;
  return scored(holds, reason, { details });
}

function scoreExpectedCalls(
  { config }: ScorerOf<"tool-call">,
  { expected }: Candidate,
  calls: readonly CandidateCall[],
  invalid: string | null,
): Finding {
  const expectedCalls = parseExpectedCalls(expected);
  if (!expectedCalls) {
    return notMeasured(
      "This case does not expect tool calls: set expected to { name, arguments } or a list of them, or set name on the scorer.",
    );
  }
  const counts = countCalls(calls, expectedCalls, config.match);
  const value = counts.calls.f1 ?? 1;
  const passed = invalid === null && value >= config.threshold - 1e-9;
  const right = `${counts.calls.truePositives} of ${expectedCalls.length} expected calls`;
  const missing = expectedCalls.filter(
    (one) => !calls.some((call) => isSameCall(call, one, config.match)),
  );
  const notes = [
    ...(invalid ? [invalid] : []),
    ...missing.slice(0, 3).map((one) => `missing ${showCall(one)}`),
    ...(counts.calls.falsePositives > 0 ? [`got ${showCalls(calls)}`] : []),
  ];
  return scored(passed, [`${right}, F1 ${formatFixed(value)}`, ...notes].join("; "), {
    value,
    details: {
      expected: showCalls(expectedCalls),
      actual: showCalls(calls),
      calls: { ...counts.calls },
      names: { ...counts.names },
      arguments: { ...counts.arguments },
    },
  });
}

/** The first call that the version's tools do not allow, in words; null when all fit or none are declared. */
function findInvalidCall(
  calls: readonly CandidateCall[],
  tools: NonNullable<NonNullable<Candidate["context"]>["tools"]>,
): string | null {
  if (tools.length === 0) return null;
  for (const call of calls) {
    const tool = tools.find(({ name }) => name === call.name);
    if (!tool) {
      const names = tools.map(({ name }) => name).slice(0, 8);
      return `${call.name} is not a tool of this version, which has ${names.join(", ")}`;
    }
    if (!isJsonObject(call.arguments))
      return `${call.name} was called without valid JSON arguments`;
    // Stored JSON is JSON: the contract of prompts says only that it is an object.
    const check = compileJsonSchema(tool.parameters as JsonSchema);
    const violation = check(call.arguments, JSON.stringify(call.arguments).length);
    if (violation) return `the arguments of ${call.name} do not fit its schema: ${violation}`;
  }
  return null;
}

function resolveAll(value: JsonValue, candidate: Candidate): JsonValue {
  if (typeof value === "string") return resolveReferences(value, candidate);
  if (Array.isArray(value)) return value.map((one) => resolveAll(one, candidate));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, resolveAll(one, candidate)]),
  );
}

interface Shown {
  name: string;
  arguments?: JsonValue | undefined;
}

const showCall = ({ name, arguments: args }: Shown): string =>
  args === undefined ? name : `${name}(${showValue(args, 120)})`;

function showCalls(calls: readonly Shown[]): string {
  if (calls.length === 0) return "no call";
  const shown = calls.slice(0, 4).map(showCall).join(", ");
  return calls.length > 4 ? `${shown} and ${calls.length - 4} more` : shown;
}
