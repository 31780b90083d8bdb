import type {
  JsonSchema,
  ModelRef,
  ModelSettings,
  ToolDefinition,
} from "../content/prompt-content";

/** What the formats read of a handle. */
export interface CallContent {
  model: ModelRef | null;
  settings: ModelSettings;
  tools: ToolDefinition[] | undefined;
  outputSchema: JsonSchema | undefined;
}

/** Without the members that are not there, so that a client's own defaults hold. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}

/** Providers want the arguments of a call as text. */
export function writeArguments(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? {});
}
