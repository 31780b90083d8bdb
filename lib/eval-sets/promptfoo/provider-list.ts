import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";

/** Where a foreign provider's work is done here. */
export type ModelName = { provider: string; name: string };

/** A provider that a configuration names, and what for. */
export interface ForeignProvider {
  id: string;
  label: string | null;
  uses: ("prompt" | "grader" | "embedding")[];
}

/** What promptfoo asks when an assertion names no provider. */
export const DEFAULT_IDS = { grader: "default grader", embedding: "default embeddings" } as const;

/** The providers of a file, in the order in which they are met. */
export class ProviderList {
  readonly #providers = new Map<string, ForeignProvider>();

  readonly #mapping: Readonly<Record<string, ModelName>>;

  constructor(mapping: Readonly<Record<string, ModelName>>) {
    this.#mapping = mapping;
  }

  get all(): ForeignProvider[] {
    return [...this.#providers.values()];
  }

  addAll(value: JsonValue | undefined): void {
    const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
    for (const one of list) {
      const named = providerOf(one);
      if (named) this.#note(named.id, "prompt", named.label);
    }
  }

  /** The model here for the provider of an assertion or of its test; a text says that none is mapped. */
  find(
    assertion: JsonObject,
    options: JsonObject,
    use: "grader" | "embedding",
  ): ModelName | string {
    const choice = assertion.provider ?? options.provider;
    const provider = isJsonObject(choice)
      ? (choice[use === "grader" ? "text" : "embedding"] ?? choice)
      : choice;
    const id = providerOf(provider)?.id ?? DEFAULT_IDS[use];
    this.#note(id, use, null);
    const model = Object.hasOwn(this.#mapping, id) ? this.#mapping[id] : undefined;
    return model ?? `No connection is mapped to ${id}.`;
  }

  #note(id: string, use: ForeignProvider["uses"][number], label: string | null): void {
    const provider = this.#providers.get(id) ?? { id, label, uses: [] };
    if (!provider.uses.includes(use)) provider.uses.push(use);
    this.#providers.set(id, provider);
  }
}

/** `openai:gpt-4o`, `{ id, label }` or `{ "openai:gpt-4o": { … } }`. */
export function providerOf(
  value: JsonValue | undefined,
): { id: string; label: string | null } | null {
  if (typeof value === "string") return value === "" ? null : { id: value, label: null };
  if (!isJsonObject(value)) return null;
  if (typeof value.id === "string") {
    return { id: value.id, label: typeof value.label === "string" ? value.label : null };
  }
  const [id, ...more] = Object.keys(value);
  return id && more.length === 0 && id.includes(":") ? { id, label: null } : null;
}

/** The model's name at the end of a foreign id: `bedrock:us.anthropic.claude`, `openai:chat:gpt-4o`. */
export const modelNameOf = (id: string): string =>
  id
    .replace(/^[a-z0-9_-]+:/i, "")
    .replace(/^(?:chat|completion|responses|messages|embeddings?|converse|text):/i, "");
