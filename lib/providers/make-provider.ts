import { makeLocalBaseline } from "@/lib/providers/baseline/local-baseline";
import { type FindRecording, makeReplayProvider } from "@/lib/providers/replay/replay";
import type { ConnectionKind } from "./contract";
import { fetchModelNames } from "./list-models";
import { makeModelFetch } from "./model-fetch";
import type { Provider } from "./provider";
import { makeSdkProvider } from "./sdk-provider";
import type { UrlGuard } from "./ssrf-guard";
import type { SdkModel } from "./to-sdk-call";

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
  const loadModel = lazyModels(kind, { baseURL: baseUrl, apiKey: apiKey ?? "", fetch });
  return makeSdkProvider({
    priced: { kind, baseUrl },
    secret: apiKey,
    loadModel,
    listModels: (signal) => fetchModelNames({ kind, baseUrl, apiKey, fetch }, signal),
  });
}

type SdkSettings = { baseURL: string; apiKey: string; fetch: typeof fetch };

/** Each SDK is loaded when its first model is called, and each model object is made once. */
function lazyModels(
  kind: ConnectionKind,
  settings: SdkSettings,
): (name: string) => Promise<SdkModel> {
  const models = new Map<string, Promise<SdkModel>>();
  let makeModel: Promise<(name: string) => SdkModel> | undefined;
  return (name) => {
    makeModel ??= loadSdk(kind, settings);
    const model = models.get(name) ?? makeModel.then((make) => make(name));
    models.set(name, model);
    return model;
  };
}

async function loadSdk(
  kind: ConnectionKind,
  settings: SdkSettings,
): Promise<(name: string) => SdkModel> {
  switch (kind) {
    case "openai": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      // Chat completions, since the newer responses API takes neither seed nor stop sequences.
      return createOpenAI(settings).chat;
    }
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      return createAnthropic(settings).chat;
    }
    case "google": {
      const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
      return createGoogleGenerativeAI(settings).chat;
    }
    default: {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      const { apiKey, ...rest } = settings;
      return createOpenAICompatible({
        ...rest,
        ...(apiKey === "" ? {} : { apiKey }),
        name: "openai-compatible",
        includeUsage: true,
        supportsStructuredOutputs: true,
      }).chatModel;
    }
  }
}
