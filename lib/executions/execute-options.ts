import type { PromptContent } from "@/lib/prompts/versioned-content";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { CallOptions } from "./call-model";
import type { Execution, ExecutionStep } from "./execution";
import type { FindModel } from "./open-models";
import type { ExecutionInput } from "./render-target";

/** What stands in place of a step's own output; `canned` lets its tool answer from its declaration. */
export type StepOverride = { mode: "canned" } | { mode: "recorded" | "set"; output: JsonValue };

/** By the step's key. */
export type StepOverrides = Readonly<Record<string, StepOverride>>;

export interface ExecuteOptions extends CallOptions {
  projectId: string;
  models: FindModel;
  /** Of a chain: outputs that stand in place of a step's own, and tools that answer from their declaration. */
  overrides?: StepOverrides;
  /** Of a chain: asked before each call of a model; no: a cost cap is reached, and the step has no answer. */
  mayCall?: () => Promise<boolean>;
  /** Of a chain: told after each step that called a model what that cost. */
  onCalled?: (costUsd: number | null) => Promise<void>;
  /** Of a chain: hears of each step as it begins and as it ends. */
  onStep?: (step: ExecutionStep | { key: string; status: "running" }) => void;
}

export type ExecutePrompt = (
  target: PromptContent,
  input: ExecutionInput,
  options: ExecuteOptions,
) => Promise<Execution>;
