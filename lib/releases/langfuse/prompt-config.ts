import { z } from "zod";
import type { ApplicationConfig, VersionContent } from "@/lib/prompts/version-contract";
import { JsonSchema, ModelRef, ModelSettings, ToolDefinition } from "@/lib/providers/contract";
import { isStrictSchema } from "@/lib/providers/sdk/is-strict-schema";
import type { JsonValue } from "@/lib/scorers/json-value";

/** Members of a Langfuse config that say the same as a setting; any other spelling stays as it came. */
const SETTINGS = {
  temperature: "temperature",
  max_tokens: "maxOutputTokens",
  top_p: "topP",
  top_k: "topK",
  frequency_penalty: "frequencyPenalty",
  presence_penalty: "presencePenalty",
  seed: "seed",
  stop: "stop",
} as const satisfies Record<string, keyof ModelSettings>;

const OpenAiTool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject(ToolDefinition.shape),
});

const ResponseFormat = z
  .strictObject({
    type: z.literal("json_schema"),
    json_schema: z.strictObject({
      name: z.literal("answer"),
      schema: JsonSchema,
      strict: z.boolean(),
    }),
  })
  .refine(({ json_schema: { schema, strict } }) => strict === isStrictSchema(schema));

export interface ParsedConfig {
  /** What the config calls `model`. */
  model: string | null;
  settings: ModelSettings;
  tools?: VersionContent["tools"];
  outputSchema?: VersionContent["outputSchema"];
  /** What is left, for the application alone. */
  config: ApplicationConfig;
}

/**
 * Splits a Langfuse config into what Galley knows and the rest. A member is taken only where `toConfig` writes it the
 * same again, so that an application gets back what was sent.
 */
export function parseConfig(config: ApplicationConfig): ParsedConfig {
  const parsed: ParsedConfig = { model: null, settings: {}, config: {} };
  for (const [name, value] of Object.entries(config)) {
    if (!takeMember(parsed, name, value)) parsed.config[name] = value;
  }
  return parsed;
}

/** @returns whether it is one that Galley knows */
function takeMember(parsed: ParsedConfig, name: string, value: JsonValue): boolean {
  if (name === "model") {
    const model = ModelRef.shape.name.safeParse(value).data ?? null;
    parsed.model = model === value ? model : null;
    return parsed.model !== null;
  }
  if (name === "tools") {
    const tools = z.array(OpenAiTool).min(1).safeParse(value).data;
    if (tools) parsed.tools = tools.map((tool) => tool.function);
    return tools !== undefined;
  }
  if (name === "response_format") {
    parsed.outputSchema = ResponseFormat.safeParse(value).data?.json_schema.schema;
    return parsed.outputSchema !== undefined;
  }
  if (!isSetting(name) || (Array.isArray(value) && value.length === 0)) return false;
  const settings = ModelSettings.safeParse({ [SETTINGS[name]]: value }).data;
  Object.assign(parsed.settings, settings);
  return settings !== undefined;
}

const isSetting = (name: string): name is keyof typeof SETTINGS => Object.hasOwn(SETTINGS, name);

/** A version's model, settings, tools and schema under the names of OpenAI's protocol, and the application's own. */
export function toConfig(content: VersionContent): ApplicationConfig {
  const { model, settings, tools, outputSchema, config } = content;
  const members = {
    ...config,
    // No application can call the model that is built in.
    ...(model.provider === "local" ? {} : { model: model.name }),
    ...Object.fromEntries(
      Object.entries(SETTINGS).flatMap(([name, setting]) => {
        const value = settings[setting];
        return value === undefined || (Array.isArray(value) && value.length === 0)
          ? []
          : [[name, value]];
      }),
    ),
    ...(tools?.length
      ? { tools: tools.map((tool) => ({ type: "function", function: tool })) }
      : {}),
    ...(outputSchema ? { response_format: toResponseFormat(outputSchema) } : {}),
  };
  // Through its text: a schema is JSON, which its type does not say.
  return JSON.parse(JSON.stringify(members)) as ApplicationConfig;
}

function toResponseFormat(schema: JsonSchema) {
  const json_schema = { name: "answer", schema, strict: isStrictSchema(schema) };
  return { type: "json_schema", json_schema };
}
