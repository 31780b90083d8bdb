import type { ConnectionTest } from "@/lib/providers/contract";
import type { Provider } from "@/lib/providers/provider";
import { isProviderError } from "@/lib/providers/provider-error";

/** What the test button does: asks for the list of models, which costs nothing. */
export async function probeProvider(
  provider: Provider,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const startedAt = performance.now();
  const latencyMs = () => Math.round(performance.now() - startedAt);
  if (!provider.listModels) return { ok: true, latencyMs: latencyMs() };
  try {
    const models = await provider.listModels(signal);
    return { ok: true, latencyMs: latencyMs(), ...(models.length > 0 ? { models } : {}) };
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return { ok: false, latencyMs: latencyMs(), error: error.message };
  }
}
