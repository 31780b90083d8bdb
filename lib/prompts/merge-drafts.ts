import { alignMessages } from "@/lib/prompts/diff/align-messages";
import { roleOf, textOf } from "@/lib/prompts/diff/message-text";
import { type MergeChoices, type Merged, mergeOrder, mergeParts, type Take } from "./merge-parts";
import type { PromptMessage, VersionContent } from "./version-contract";

/** Merges what two people made of one version of a prompt. */
export function mergeDrafts(
  base: VersionContent,
  mine: VersionContent,
  theirs: VersionContent,
  choices: MergeChoices = {},
): Merged<VersionContent> {
  return mergeParts(choices, (take) => mergeContent({ base, mine, theirs }, take));
}

function mergeContent(
  { base, mine, theirs }: Record<"base" | "mine" | "theirs", VersionContent>,
  take: Take,
): VersionContent {
  const messages = mergeMessages(base.messages, mine.messages, theirs.messages, take);
  const model = take("model", "model", base.model, mine.model, theirs.model);
  const settings = mergeKeys("settings", base.settings, mine.settings, theirs.settings, take);
  const tools = mergeTools(base.tools ?? [], mine.tools ?? [], theirs.tools ?? [], take);
  const outputSchema = take(
    "outputSchema",
    "output schema",
    base.outputSchema,
    mine.outputSchema,
    theirs.outputSchema,
  );
  const retrieval = take(
    "retrieval",
    "retrieval",
    base.retrieval,
    mine.retrieval,
    theirs.retrieval,
  );
  const config = take("config", "config", base.config, mine.config, theirs.config);
  return {
    messages,
    model,
    settings,
    ...(tools.length > 0 ? { tools } : {}),
    ...(outputSchema ? { outputSchema } : {}),
    ...(retrieval ? { retrieval } : {}),
    ...(config ? { config } : {}),
  };
}

function mergeKeys<T extends object>(area: string, base: T, mine: T, theirs: T, take: Take): T {
  const keys = new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)]);
  const merged: Partial<T> = {};
  for (const key of keys) {
    const name = asKeyOf<T>(key);
    const value = take(`${area}.${key}`, key, base[name], mine[name], theirs[name]);
    if (value !== undefined) merged[name] = value;
  }
  return asWhole(merged);
}

// Object.keys loses the key type; the keys come from objects of this very type.
function asKeyOf<T extends object>(key: string): keyof T {
  return key as keyof T;
}

// All members of a settings object are optional, so a partial one is whole.
function asWhole<T>(value: Partial<T>): T {
  return value as T;
}

type Tools = NonNullable<VersionContent["tools"]>;

function mergeTools(base: Tools, mine: Tools, theirs: Tools, take: Take): Tools {
  const names = new Set([...mine, ...theirs, ...base].map((tool) => tool.name));
  return [...names].flatMap((name) => {
    const find = (tools: Tools) => tools.find((tool) => tool.name === name);
    return take(`tools.${name}`, `tool ${name}`, find(base), find(mine), find(theirs)) ?? [];
  });
}

function mergeMessages(
  base: readonly PromptMessage[],
  mine: readonly PromptMessage[],
  theirs: readonly PromptMessage[],
  take: Take,
): PromptMessage[] {
  const mineSide = sideOf(base, mine, "mine");
  const theirSide = sideOf(base, theirs, "theirs");
  nameEqualAdditions(mineSide, theirSide);
  const baseOrder = base.map((_, index) => `message:${index}`);
  const order = mergeOrder(
    { base: baseOrder, mine: mineSide.order, theirs: theirSide.order },
    "order of messages",
    take,
  );
  return order.flatMap((key) => {
    const index = baseOrder.indexOf(key);
    const before = index === -1 ? undefined : base[index];
    const label = labelOf(
      key,
      index,
      mineSide.byKey.get(key) ?? theirSide.byKey.get(key) ?? before,
    );
    return take(key, label, before, mineSide.byKey.get(key), theirSide.byKey.get(key)) ?? [];
  });
}

interface Side {
  order: string[];
  byKey: Map<string, PromptMessage>;
}

function sideOf(
  base: readonly PromptMessage[],
  side: readonly PromptMessage[],
  name: string,
): Side {
  const source = new Map<number, number>();
  for (const { from, to } of alignMessages(base, side))
    if (from !== undefined && to !== undefined) source.set(to, from);
  const keys = side.map((_, index) =>
    source.has(index) ? `message:${source.get(index)}` : `${name}:${index}`,
  );
  return { order: keys, byKey: new Map(keys.map((key, i) => [key, messageAt(side, i)])) };
}

function messageAt(messages: readonly PromptMessage[], index: number): PromptMessage {
  const message = messages[index];
  if (!message) throw new Error(`There is no message ${index}.`);
  return message;
}

/** A message that both sides added word for word is one message. */
function nameEqualAdditions(mine: Side, theirs: Side): void {
  for (const [key, message] of theirs.byKey) {
    if (!key.startsWith("theirs:")) continue;
    const twin = [...mine.byKey].find(
      ([other, added]) =>
        other.startsWith("mine:") &&
        !theirs.byKey.has(other) &&
        roleOf(added) === roleOf(message) &&
        textOf(added) === textOf(message),
    );
    if (!twin) continue;
    theirs.byKey.delete(key);
    theirs.byKey.set(twin[0], message);
    theirs.order[theirs.order.indexOf(key)] = twin[0];
  }
}

function labelOf(key: string, index: number, message: PromptMessage | undefined): string {
  const role = message ? roleOf(message) : "message";
  if (index !== -1) return `${index + 1} ${role}`;
  return `new ${role}, ${key.startsWith("mine:") ? "yours" : "theirs"}`;
}
