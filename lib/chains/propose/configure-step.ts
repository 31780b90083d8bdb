import type { RouteConfig, StepKind } from "@/lib/prompts/chain/chain-content";
import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
} from "@/lib/scorers/json-value";
import { median, type StepGroup } from "./group-steps";
import { inferSchema } from "./infer-schema";
import { membersOf } from "./recorded-trace";

const MOST_CANNED = 20;
const MOST_BRANCHES = 20;

/** What the project has that steps can use. */
export interface Surroundings {
  prompts: readonly { name: string; version: number }[];
  documentSets: readonly string[];
}

export interface ProposedStep {
  key: string;
  kind: StepKind;
  config: JsonObject;
  input: Record<string, string>;
  /** Of the traces, how many have it. */
  traces: number;
  /** What a person still has to do. */
  note: string | null;
}

/** What the step does, as far as the traces show, and what a person still has to say. */
export function configureStep(
  group: StepGroup,
  { prompts, documentSets }: Surroundings,
  input: Record<string, string>,
): Pick<ProposedStep, "config" | "note"> {
  switch (group.kind) {
    case "llm": {
      const prompt = findPrompt(group.name, prompts);
      if (prompt) return { config: { prompt: prompt.name, version: prompt.version }, note: null };
      return {
        config: { prompt: "", version: 1 },
        note: "Choose the prompt that this step calls.",
      };
    }
    case "retrieval": {
      const [documents = ""] = documentSets;
      const config = { documents, topK: usualCount(group) };
      const note =
        documentSets.length === 1 ? null : "Choose the document set, or give an address.";
      return { config, note };
    }
    case "tool":
      return {
        config: toolConfig(group),
        note: "Answers are those of the traces. Give it an address to call.",
      };
    case "route":
      return routeConfig(group, input);
    case "validate":
      return {
        config: { scorer: { kind: "contains", config: { value: "" } } },
        note: "Choose the rule that this step checks.",
      };
    case "other":
      return { config: { code: "return input;" }, note: "Write what this step does." };
  }
}

/** The prompt of the same name, or the one whose last part is it. */
function findPrompt(name: string, prompts: Surroundings["prompts"]) {
  const lowered = name.toLowerCase();
  return (
    prompts.find((prompt) => prompt.name === lowered) ??
    prompts.find((prompt) => prompt.name.split("/").at(-1) === lowered)
  );
}

function usualCount({ calls }: StepGroup): number {
  const counts = calls.map(({ step: { output } }) => {
    const list = isJsonObject(output) ? Object.values(output).find(Array.isArray) : output;
    return Array.isArray(list) ? list.length : 4;
  });
  return Math.min(50, Math.max(1, median(counts)));
}

function toolConfig({ name, ...group }: StepGroup): JsonObject {
  const calls = group.calls.map(({ step }) => ({
    arguments: membersOf(step.input),
    output: step.output,
  }));
  const distinct = calls.filter(
    (call, index) =>
      calls.findIndex((other) => isSameJson(other.arguments, call.arguments)) === index,
  );
  const parameters = inferSchema(calls.map((call) => call.arguments)) as unknown as JsonObject;
  return {
    tool: { name: name.replace(/[^a-zA-Z0-9_-]+/g, "_").slice(0, 64) || "tool", parameters },
    canned: distinct.slice(0, MOST_CANNED) as unknown as JsonValue,
  };
}

/** A branch for each answer that was seen; the most frequent is what everything else gets. */
function routeConfig(
  { calls }: StepGroup,
  input: Record<string, string>,
): Pick<ProposedStep, "config" | "note"> {
  const answers = new Map<string, number>();
  for (const { step } of calls) {
    const text = typeof step.output === "string" ? step.output : JSON.stringify(step.output);
    answers.set(text.slice(0, 100), (answers.get(text.slice(0, 100)) ?? 0) + 1);
  }
  const names = [...answers].toSorted(([, one], [, two]) => two - one).map(([name]) => name);
  const [usual = "default", ...others] = names;
  const [value = "value"] = Object.keys(input);
  const branches: RouteConfig["branches"] = (others.length > 0 ? others : [usual])
    .slice(0, MOST_BRANCHES)
    .map((name) => ({ name, when: { value, operator: "equals", to: name } }));
  return {
    config: { branches, otherwise: usual } as unknown as JsonObject,
    note: "Say when each branch is taken.",
  };
}
