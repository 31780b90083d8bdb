import "server-only";
import type { ExecutionError } from "@/lib/executions/execution";
import { urlGuard } from "@/lib/providers/connections/find-connection";
import { isProviderError } from "@/lib/providers/provider-error";
import { makeModelFetch } from "@/lib/providers/sdk/model-fetch";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";

const TIME_LIMIT_MS = 30_000;
const LARGEST_ANSWER = 1_000_000;

/** POSTs the input as JSON and takes the answer's JSON; addresses that the server may not reach are refused. */
export async function callEndpoint(
  url: string,
  input: JsonObject,
  signal: AbortSignal,
): Promise<{ output: JsonValue; error?: ExecutionError }> {
  const fail = (message: string, status: number | null = null, retryable = true) => ({
    output: null,
    error: { reason: "endpoint", message, status, retryable },
  });
  const { host } = new URL(url);
  try {
    const response = await makeModelFetch(urlGuard())(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(input),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
    });
    const text = await response.text();
    if (text.length > LARGEST_ANSWER) return fail(`${host} answered more than 1 MB.`, null, false);
    if (!response.ok) return fail(`${host} answered ${response.status}.`, response.status);
    return { output: JSON.parse(text) as JsonValue };
  } catch (error) {
    if (error instanceof SyntaxError)
      return fail(`${host} answered with something that is not JSON.`);
    if (isProviderError(error)) return fail(error.message, error.status, error.retryable);
    if (error instanceof Error && error.name === "TimeoutError") {
      return fail(`${host} did not answer within ${TIME_LIMIT_MS / 1_000} seconds.`);
    }
    if (signal.aborted) return fail("The call was stopped.");
    return fail(`${host} could not be reached.`);
  }
}
