import { makeLocalBaseline } from "@/lib/providers/baseline/local-baseline";
import type { ConnectionKind } from "@/lib/providers/contract";
import type { UrlGuard } from "@/lib/providers/guard/ssrf-guard";
import type { Provider } from "@/lib/providers/provider";
import { type FindRecording, makeReplayProvider } from "@/lib/providers/replay/replay";
import { fetchModelNames } from "./list-models";
import { makeModelFetch } from "./model-fetch";
import { makeSdkProvider } from "./sdk-provider";
import type { SdkEmbeddingModel, SdkModel } from "./to-sdk-call";

/** A connection with its key decrypted: never logged, never sent to a browser. */
export type OpenConnection = {
  kind: ConnectionKind;
  baseUrl: string | null;
  apiKey: string | null;
};

export type ProviderEnvironment = {
  guard: UrlGuard;
  /** Whose work it is, where the model is computed here. */
  projectId?: string;
  /** Where `replay` looks; without it nothing is recorded. */
  findRecording?: FindRecording;
};

const DEFAULT_BASE_URL: Partial<Record<ConnectionKind, string>> = {
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
};

/** The one way from a connection to its models. */
export function makeProvider(
  connection: OpenConnection,
  environment: ProviderEnvironment,
): Provider {
  const { kind, apiKey } = connection;
  if (kind === "local-baseline") return makeLocalBaseline(environment.projectId);
  if (kind === "replay") return makeReplayProvider(environment.findRecording ?? (async () => null));
  const baseUrl = (connection.baseUrl ?? DEFAULT_BASE_URL[kind] ?? "").replace(/\/+$/, "");
  const fetch = makeModelFetch(environment.guard);
  const models = lazyModels(kind, { baseURL: baseUrl, apiKey: apiKey ?? "", fetch });
  return makeSdkProvider({
    priced: { kind, baseUrl },
    secret: apiKey,
    loadModel: models.chat,
    // Anthropic has none.
    loadEmbeddingModel: kind === "anthropic" ? null : models.embedding,
    listModels: (signal) => fetchModelNames({ kind, baseUrl, apiKey, fetch }, signal),
  });
}

type SdkSettings = { baseURL: string; apiKey: string; fetch: typeof fetch };

interface Sdk {
  chat: (name: string) => SdkModel;
  embedding: (name: string) => SdkEmbeddingModel;
}

/** Each SDK is loaded when its first model is called, and each model object is made once. */
function lazyModels(kind: ConnectionKind, settings: SdkSettings) {
  let sdk: Promise<Sdk> | undefined;
  const cached = <Model>(make: (sdk: Sdk, name: string) => Model) => {
    const models = new Map<string, Promise<Model>>();
    return (name: string): Promise<Model> => {
      sdk ??= loadSdk(kind, settings);
      const model = models.get(name) ?? sdk.then((loaded) => make(loaded, name));
      models.set(name, model);
      return model;
    };
  };
  return {
    chat: cached(({ chat }, name) => chat(name)),
    embedding: cached(({ embedding }, name) => embedding(name)),
  };
}

async function loadSdk(kind: ConnectionKind, settings: SdkSettings): Promise<Sdk> {
  switch (kind) {
    case "openai": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      const { chat, embeddingModel } = createOpenAI(settings);
      // Chat completions, since the newer responses API takes neither seed nor stop sequences.
      return { chat, embedding: embeddingModel };
    }
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      const { chat, embeddingModel } = createAnthropic(settings);
      return { chat, embedding: embeddingModel };
    }
    case "google": {
      const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
      const { chat, embeddingModel } = createGoogleGenerativeAI(settings);
      return { chat, embedding: embeddingModel };
    }
    default: {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      const { apiKey, ...rest } = settings;
      const { chatModel, embeddingModel } = createOpenAICompatible({
        ...rest,
        ...(apiKey === "" ? {} : { apiKey }),
        name: "openai-compatible",
        includeUsage: true,
        supportsStructuredOutputs: true,
      });
      return { chat: chatModel, embedding: embeddingModel };
    }
  }
}
