import "server-only";
import { calcPrice, findProvider } from "@pydantic/genai-prices";
import { LRUCache } from "lru-cache";
import type { ConnectionKind } from "@/lib/providers/contract";
import { PRICE_PROVIDERS } from "./price-providers";
import type { Cost, CostUnknown, TokenCounts } from "./usage-contract";

export type PricedModel = {
  kind: ConnectionKind;
  baseUrl: string | null;
  model: string;
  /** What a client calls the provider, where there is no connection that says it. */
  provider?: string | null;
};

type PricedTokens = Pick<TokenCounts, "inputTokens" | "cachedInputTokens" | "outputTokens"> &
  Partial<Pick<TokenCounts, "cacheWriteTokens">>;

const MAKER: Partial<Record<ConnectionKind, string>> = {
  openai: "openai",
  anthropic: "anthropic",
  google: "google",
};

/**
 * The cost by the list prices that ship with the app; unknown when the model's price or a token count
 * is not known, which is never the same as free. The baseline and a recording cost nothing. An
 * OpenAI-compatible server is priced as the host it is, else by the maker of a model it names
 * (a gateway), else, where no address is known, as the only provider that has the model; a model nobody
 * lists, such as one of your own machine, stays unknown.
 */
export function computeCost(model: PricedModel, usage: PricedTokens): Cost {
  if (model.kind === "local-baseline" || model.kind === "replay") {
    return { costUsd: 0, costUnknown: null };
  }
  if (usage.inputTokens === null || usage.outputTokens === null) return unknown("no_tokens");
  const host = hostOptions(model);
  if (host === null) return unknown("no_price");
  const counts = {
    input_tokens: usage.inputTokens,
    cache_read_tokens: usage.cachedInputTokens ?? 0,
    cache_write_tokens: usage.cacheWriteTokens ?? 0,
    output_tokens: usage.outputTokens,
  };
  // Some clients count cached tokens beside the input, not in it: which of the two is wrong nobody can say.
  if (counts.cache_read_tokens + counts.cache_write_tokens > counts.input_tokens) {
    return unknown("unclear_tokens");
  }
  const price = calcPrice(counts, model.model, host);
  return price ? { costUsd: price.total_price, costUnknown: null } : unknown("no_price");
}

const unknown = (costUnknown: CostUnknown): Cost => ({ costUsd: null, costUnknown });

type HostOptions = { providerId: string } | { providerApiUrl: string } | null;

/** Looked up once per model: the price list compiles a pattern per provider each time it is asked. */
const cachedHosts = new LRUCache<string, { host: HostOptions }, PricedModel>({
  max: 500,
  memoMethod: (_key, _before, { context: model }) => ({ host: findHost(model) }),
});

function hostOptions(model: PricedModel): HostOptions {
  const key = JSON.stringify([model.kind, model.baseUrl, model.model, model.provider ?? null]);
  return cachedHosts.memo(key, { context: model }).host;
}

function findHost({ kind, baseUrl, model, provider }: PricedModel): HostOptions {
  const named = MAKER[kind];
  if (named) return { providerId: named };
  if (baseUrl && findProvider({ providerApiUrl: baseUrl })) return { providerApiUrl: baseUrl };
  const namedProvider = provider ? findProvider({ providerId: provider.toLowerCase() }) : undefined;
  if (namedProvider && isListed(namedProvider.id, model)) return { providerId: namedProvider.id };
  const maker = findProvider({ modelId: model });
  if (maker) return { providerId: maker.id };
  if (baseUrl) return null;
  const having = PRICE_PROVIDERS.filter((providerId) => isListed(providerId, model));
  const [only, other] = having;
  return only && !other ? { providerId: only } : null;
}

function isListed(providerId: string, model: string): boolean {
  return calcPrice({ input_tokens: 1 }, model, { providerId }) !== null;
}
