import type { ConnectionKind, ModelRef } from "@/lib/providers/contract";

interface ModelFacts {
  /** What the client calls the model; null: nothing. */
  model: string | null;
  /** The name of a connection that the client gave, as it may. */
  provider: unknown;
  /** Of the version before. */
  previous: ModelRef | null;
  connections: readonly { name: string; kind: ConnectionKind }[];
}

const KIND_OF: readonly [RegExp, ConnectionKind][] = [
  [/^(?:gpt-|chatgpt-|o\d)/, "openai"],
  [/^claude-/, "anthropic"],
  [/^gemini-/, "google"],
];

/**
 * The model that a version is evaluated with, from a client that knows no connections: the one that it names, that
 * of the version before, the one of the model's maker, or the only one. null: there is none for this model.
 */
export function chooseModel({
  model,
  provider,
  previous,
  connections,
}: ModelFacts): ModelRef | null {
  if (model === null) return previous;
  const remote = connections.filter(({ kind }) => kind !== "local-baseline" && kind !== "replay");
  const maker = KIND_OF.find(([pattern]) => pattern.test(model))?.[1];
  const connection =
    remote.find(({ name }) => name === provider) ??
    remote.find(({ name }) => name === previous?.provider) ??
    remote.find(({ kind }) => kind === maker) ??
    (remote.length === 1 ? remote[0] : undefined);
  return connection ? { provider: connection.name, name: model } : null;
}
