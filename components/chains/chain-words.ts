import { formatCountOf } from "@/lib/format-number";
import type {
  ChainStep,
  OnFailure,
  RouteOperator,
  StepKind,
} from "@/lib/prompts/chain/chain-content";
import { parseExpression, showExpression } from "@/lib/prompts/chain/parse-expression";

/** What a step of a kind is called on its badge. */
export const KIND_WORDS: Record<StepKind, string> = {
  prompt: "prompt",
  retrieve: "retrieval",
  tool: "tool",
  route: "route",
  validate: "validation",
  code: "code",
};

/** What each kind is for, where one is chosen. */
export const KIND_HELP: Record<StepKind, string> = {
  prompt: "Asks a model with a saved version of a prompt.",
  retrieve: "Finds passages in a document set, or asks your own search.",
  tool: "Calls an address with arguments, or answers with canned results.",
  route: "Takes one branch by a value, without a model.",
  validate: "Checks an answer by a rule, and passes it on.",
  code: "Computes something in JavaScript: dates, limits, sums.",
};

/** A key that such a step usually has. */
export const KIND_KEYS: Record<StepKind, string> = {
  prompt: "answer",
  retrieve: "retrieve",
  tool: "call_tool",
  route: "route",
  validate: "validate",
  code: "compute",
};

export const FAILURE_WORDS: Record<OnFailure, string> = {
  stop: "Stop",
  retry: "Retry once",
  fallback: "Fall back to a value",
  escalate: "Escalate to a person",
};

export const OPERATORS: readonly (readonly [RouteOperator, string])[] = [
  ["equals", "equals"],
  ["one_of", "is one of"],
  ["contains", "contains"],
  ["above", "is above"],
  ["below", "is below"],
  ["exists", "has a value"],
];

/** What follows when the step fails, after the choice itself. */
export function describeFailure({ kind, onFailure, fallback }: ChainStep): string {
  switch (onFailure ?? "stop") {
    case "retry":
      return kind === "validate"
        ? "asks for the checked answer again, then stops the chain"
        : "then stops the chain";
    case "fallback":
      return `to ${JSON.stringify(fallback ?? null)}`;
    case "escalate":
      return "the chain ends there";
    case "stop":
      return "the chain has no answer";
  }
}

/** What a step is made of, beside its name: `document set policies r12, 4 passages`. */
export function describeUse(step: ChainStep): string {
  switch (step.kind) {
    case "prompt":
      return step.config.prompt ? `${step.config.prompt} v${step.config.version}` : "no prompt yet";
    case "retrieve": {
      const { documents, revision, url, topK } = step.config;
      const passages = formatCountOf(topK, "passage");
      if (url !== undefined) return `${url || "no address yet"}, ${passages}`;
      const set = documents ? `document set ${documents}` : "no document set yet";
      return `${set}${revision === undefined ? "" : ` r${revision}`}, ${passages}`;
    }
    case "tool": {
      const { tool, url, canned } = step.config;
      const count = canned?.length ?? 0;
      const answers = formatCountOf(count, "canned answer");
      return `${tool.name || "no tool yet"}, ${url === undefined ? answers : url || "no address yet"}`;
    }
    case "route": {
      const { branches, otherwise } = step.config;
      return `${branches.map(({ name }) => name || "…").join(", ")}, otherwise ${otherwise}`;
    }
    case "validate":
      return step.config.scorer.kind;
    case "code": {
      const lines = step.config.code.trim().split("\n").length;
      return `JavaScript, ${formatCountOf(lines, "line")}`;
    }
  }
}

/** `input.ticket`, or `value: answer.reply` where the name does not say it. */
export function describeInput(name: string, expression: string): string {
  const reference = parseExpression(expression);
  const path = reference && [
    reference.from === "inputs" ? reference.variable : reference.key,
    ...reference.path,
  ];
  const source = expression === "" ? "…" : showExpression(expression);
  return path?.at(-1) === name ? source : `${name}: ${source}`;
}
