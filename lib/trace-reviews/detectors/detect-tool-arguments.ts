import { compileJsonSchema } from "@/lib/scorers/json-schema";
import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { JsonSchemaError } from "@/lib/scorers/schema-size";
import { type ReviewedTrace, toolsUsed, type UsedTool } from "@/lib/trace-reviews/reviewed-trace";
import { doesNotApply, makeFinding, notFound } from "./finding";

/** A tool as the version defines it; null instead of the list: the version is not known. */
export interface KnownTool {
  name: string;
  parameters: Record<string, unknown>;
}

export function detectToolArguments(trace: ReviewedTrace, tools: readonly KnownTool[] | null) {
  const calls = toolsUsed(trace);
  if (calls.length === 0) return doesNotApply("no tool was called");
  const callsWithArguments = calls.filter((call) => call.arguments !== undefined);
  if (callsWithArguments.length === 0)
    return doesNotApply("the trace does not say with what arguments");
  const faults = callsWithArguments.flatMap((call) => {
    const fault = faultOf(call, tools);
    return fault ? [`${call.name}: ${fault}`] : [];
  });
  if (faults.length > 0) return makeFinding(faults.slice(0, 3).join("; "));
  const checked = tools ? "valid" : "readable; the version's tools are not known";
  return notFound(
    `${callsWithArguments.length} of ${calls.length} given, ${callsWithArguments.length === 2 ? "both" : "all"} ${checked}`,
  );
}

function faultOf(call: UsedTool, tools: readonly KnownTool[] | null): string | null {
  const args = call.arguments ?? null;
  if (typeof args === "string") return "the arguments are not JSON";
  if (!isJsonObject(args)) return "the arguments are not an object";
  const tool = tools?.find((one) => one.name === call.name);
  if (!tool) return tools && tools.length > 0 ? "the version has no such tool" : emptyOnes(args);
  const missing = requiredOf(tool).filter((name) => (args[name] ?? "") === "");
  if (missing.length > 0) return `${missing.join(", ")} missing`;
  try {
    return compileJsonSchema(tool.parameters as { [key: string]: JsonValue })(
      args,
      JSON.stringify(args).length,
    );
  } catch (error) {
    if (error instanceof JsonSchemaError) return null;
    throw error;
  }
}

function emptyOnes(args: { [key: string]: JsonValue }): string | null {
  const empty = Object.keys(args).filter((name) => args[name] === "" || args[name] === null);
  return empty.length > 0 ? `${empty.join(", ")} empty` : null;
}

function requiredOf({ parameters }: KnownTool): string[] {
  const { required } = parameters;
  return Array.isArray(required) ? required.filter((one) => typeof one === "string") : [];
}
