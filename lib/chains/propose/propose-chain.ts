import type { RouteConfig, StepKind } from "@/lib/prompts/chain/chain-content";
import type { JsonSchema } from "@/lib/providers/contract";
import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
} from "@/lib/scorers/json-value";

import { inferSchema } from "./infer-schema";

/** A step as an application recorded it. */
export interface RecordedStep {
  id: string;
  parentId: string | null;
  kind: "llm" | "retrieval" | "tool" | "route" | "validate" | "other";
  name: string;
  input: JsonValue;
  output: JsonValue;
}

export interface RecordedTrace {
  id: string;
  input: JsonValue;
  /** In the order in which they began. */
  steps: readonly RecordedStep[];
}

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

export interface ChainProposal {
  steps: ProposedStep[];
  /** Of the chain, as far as the traces show. */
  inputs: JsonSchema;
  traces: number;
}

const KINDS: Record<RecordedStep["kind"], StepKind> = {
  llm: "prompt",
  retrieval: "retrieve",
  tool: "tool",
  route: "route",
  validate: "validate",
  other: "code",
};

const MOST_CANNED = 20;
const MOST_BRANCHES = 20;

/**
 * The chain that traces show: their steps by name and kind, in their usual order, those that at least half of them
 * have. An input comes from where its value was seen before: the trace's own input, else the latest step that gave it.
 */
export function proposeChain(
  traces: readonly RecordedTrace[],
  surroundings: Surroundings,
): ChainProposal {
  const groups = groupSteps(traces);
  const fewest = traces.length / 2;
  const usual = groups.filter(({ seen }) => seen.length >= fewest);
  usual.sort((one, two) => one.place - two.place);
  const keys = uniqueKeys(usual.map(({ name }) => name));
  const steps = usual.map((group, index): ProposedStep => {
    const earlier = usual.slice(0, index).map((one, at) => ({ ...one, key: keys[at] ?? "" }));
    const input = wireInput(group, earlier);
    return {
      key: keys[index] ?? "",
      kind: KINDS[group.kind],
      ...configure(group, surroundings, input),
      input,
      traces: group.seen.length,
    };
  });
  return {
    steps,
    inputs: inferSchema(traces.map(({ input }) => asInputs(input))),
    traces: traces.length,
  };
}

interface Group {
  name: string;
  kind: RecordedStep["kind"];
  /** Median place in its traces. */
  place: number;
  seen: { trace: RecordedTrace; step: RecordedStep }[];
}

/** The first step of a name in each trace; what only wraps others is left out. */
function groupSteps(traces: readonly RecordedTrace[]): Group[] {
  const groups = new Map<string, Group & { places: number[] }>();
  for (const trace of traces) {
    const parents = new Set(trace.steps.map(({ parentId }) => parentId));
    const names = new Set<string>();
    for (const [place, step] of trace.steps.entries()) {
      const isWrapper = step.kind === "other" && parents.has(step.id);
      const name = `${step.kind} ${step.name}`;
      if (isWrapper || names.has(name)) continue;
      names.add(name);
      const group = groups.get(name) ?? {
        name: step.name,
        kind: step.kind,
        place: 0,
        places: [],
        seen: [],
      };
      group.places.push(place);
      group.seen.push({ trace, step });
      groups.set(name, group);
    }
  }
  return [...groups.values()].map(({ places, ...group }) => ({ ...group, place: median(places) }));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, two) => one - two);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function uniqueKeys(names: readonly string[]): string[] {
  const keys: string[] = [];
  for (const name of names) {
    const base =
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^[^a-z]+|_+$/g, "")
        .slice(0, 36) || "step";
    let key = base;
    for (let n = 2; keys.includes(key); n++) key = `${base}_${n}`;
    keys.push(key);
  }
  return keys;
}

interface Earlier extends Group {
  key: string;
}

/** Each member of a step's input, with the expression that gave the same value in most traces. */
function wireInput({ seen }: Group, earlier: readonly Earlier[]): Record<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const { trace, step } of seen) {
    for (const [name, value] of Object.entries(membersOf(step.input))) {
      const expression = findSource(value, trace, earlier);
      if (expression === null) continue;
      const ofName = votes.get(name) ?? new Map<string, number>();
      ofName.set(expression, (ofName.get(expression) ?? 0) + 1);
      votes.set(name, ofName);
    }
  }
  return Object.fromEntries(
    [...votes].flatMap(([name, ofName]) => {
      const [best] = [...ofName].toSorted(([, one], [, two]) => two - one);
      return best ? [[name, best[0]]] : [];
    }),
  );
}

/** A step that was given a text, or a list, was given it as its query or value. */
function membersOf(input: JsonValue): JsonObject {
  if (isJsonObject(input)) return input;
  return input === null || input === "" ? {} : { value: input };
}

function findSource(
  value: JsonValue,
  trace: RecordedTrace,
  earlier: readonly Earlier[],
): string | null {
  if (value === null || value === "") return null;
  for (const [name, given] of Object.entries(asInputs(trace.input))) {
    if (isSameJson(given, value)) return `inputs.${name}`;
  }
  for (const { key, seen } of earlier.toReversed()) {
    const output = seen.find((one) => one.trace.id === trace.id)?.step.output;
    if (output === undefined || output === null) continue;
    if (isSameJson(output, value)) return `steps.${key}.output`;
    if (!isJsonObject(output)) continue;
    const member = Object.entries(output).find(([, one]) => isSameJson(one, value));
    if (member) return `steps.${key}.output.${member[0]}`;
  }
  return null;
}

const asInputs = (input: JsonValue): JsonObject => (isJsonObject(input) ? input : { input });

function configure(
  group: Group,
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
  const wanted = name.toLowerCase();
  return (
    prompts.find((prompt) => prompt.name === wanted) ??
    prompts.find((prompt) => prompt.name.split("/").at(-1) === wanted)
  );
}

function usualCount({ seen }: Group): number {
  const counts = seen.map(({ step: { output } }) => {
    const list = isJsonObject(output) ? Object.values(output).find(Array.isArray) : output;
    return Array.isArray(list) ? list.length : 4;
  });
  return Math.min(50, Math.max(1, median(counts)));
}

function toolConfig({ name, seen }: Group): JsonObject {
  const calls = seen.map(({ step }) => ({ arguments: membersOf(step.input), output: step.output }));
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
  { seen }: Group,
  input: Record<string, string>,
): Pick<ProposedStep, "config" | "note"> {
  const answers = new Map<string, number>();
  for (const { step } of seen) {
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
