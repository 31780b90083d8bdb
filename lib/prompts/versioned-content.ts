import { z } from "zod";
import type { ModelRef } from "@/lib/providers/contract";
import { ChainContent } from "./chain/chain-content";
import { listChainInputs } from "./chain/list-chain-inputs";
import { parseExpression } from "./chain/parse-expression";
import { pinOf } from "./chain/step-output";
import { variableNames } from "./template/list-variables";
import { VersionContent } from "./version-contract";

/** A prompt's messages with their model and settings. */
export interface PromptContent {
  kind: "prompt";
  content: VersionContent;
}

/** A chain's steps, with the prompt versions that they pin, by `pinOf`. */
export interface ChainTarget {
  kind: "chain";
  content: ChainContent;
  prompts: Readonly<Record<string, VersionContent>>;
}

/**
 * What has versions, which are evaluated, reviewed and released. Whoever asks about it by the functions
 * below need not know which kind it is.
 */
export type VersionedContent = PromptContent | ChainTarget;

export const promptContent = (content: VersionContent): PromptContent => ({
  kind: "prompt",
  content,
});

const StoredChain = z.object({
  kind: z.literal("chain"),
  content: ChainContent,
  prompts: z.record(z.string(), VersionContent),
});

/** Out of what a run keeps of the version or draft that it runs. */
export const parseStoredContent = (stored: unknown): VersionedContent =>
  isChain(stored) ? StoredChain.parse(stored) : promptContent(VersionContent.parse(stored));

/** What a run keeps. */
export const toStoredContent = (target: VersionedContent): unknown =>
  target.kind === "prompt" ? target.content : target;

const isChain = (stored: unknown) =>
  typeof stored === "object" && stored !== null && "kind" in stored && stored.kind === "chain";

/** Models that give its answers, each once; none of a chain that asks no model. */
export function listModels(target: VersionedContent): ModelRef[] {
  if (target.kind === "prompt") return [target.content.model];
  const models = Object.values(target.prompts).map(({ model }) => model);
  return models.filter(
    (model, index) =>
      models.findIndex(
        (other) => other.provider === model.provider && other.name === model.name,
      ) === index,
  );
}

/** The inputs that it needs of a case. */
export const listVariablesOf = (target: VersionedContent): string[] =>
  target.kind === "prompt"
    ? variableNames(target.content.messages)
    : requiredInputs(target.content);

/** A schema says which of a chain's inputs may be left out. */
function requiredInputs(content: ChainContent): string[] {
  const names = listChainInputs(content);
  const required = content.inputs?.required;
  return Array.isArray(required) ? names.filter((name) => required.includes(name)) : names;
}

/** The prompt whose answer is the target's; null when it is not one prompt's. */
function answeringPrompt(target: VersionedContent): VersionContent | null {
  if (target.kind === "prompt") return target.content;
  const { steps, output } = target.content;
  const reference = output === undefined ? null : parseExpression(output);
  if (reference && (reference.from !== "step" || reference.path.length > 0)) return null;
  const step = reference ? steps.find(({ key }) => key === reference.key) : steps.at(-1);
  return step?.kind === "prompt" ? (target.prompts[pinOf(step.config)] ?? null) : null;
}

/** The tools that it declares; null without any. */
export const toolsOf = (target: VersionedContent) => answeringPrompt(target)?.tools ?? null;

/** The JSON Schema that its answers follow; null when they follow none. */
export const outputSchemaOf = (target: VersionedContent) =>
  answeringPrompt(target)?.outputSchema ?? null;
