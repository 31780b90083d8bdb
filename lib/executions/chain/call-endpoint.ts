import "server-only";
import type { ExecutionError } from "@/lib/executions/execution";
import type { EndpointAuth } from "@/lib/prompts/chain/chain-content";
import { urlGuard } from "@/lib/providers/connections/find-connection";
import { isProviderError } from "@/lib/providers/provider-error";
import { makeModelFetch } from "@/lib/providers/sdk/model-fetch";
import { openEndpointSecret } from "@/lib/providers/secrets/seal-secret";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";

const TIME_LIMIT_MS = 30_000;
const LARGEST_ANSWER = 1_000_000;

interface Endpoint {
  projectId: string;
  url: string;
  auth?: EndpointAuth | undefined;
}

/** POSTs the input as JSON and takes the answer's JSON; addresses that the server may not reach are refused. */
export async function callEndpoint(
  { projectId, url, auth }: Endpoint,
  input: JsonObject,
  signal: AbortSignal,
): Promise<{ output: JsonValue; error?: ExecutionError }> {
  const fail = (message: string, status: number | null = null, retryable = true) => ({
    output: null,
    error: { reason: "endpoint", message, status, retryable },
  });
  const { host, origin } = new URL(url);
  const secret = auth ? await openEndpointSecret(projectId, auth.secret, url) : null;
  if (auth && secret === null) {
    const message = `There is no secret “${auth.secret}” for ${origin}. Add it in Settings, Models.`;
    return fail(message, null, false);
  }
  try {
    const response = await makeModelFetch(urlGuard())(url, {
      method: "POST",
      headers: {
        ...{ "content-type": "application/json", accept: "application/json" },
        ...(auth && secret !== null ? { [auth.header]: secret } : {}),
      },
      body: JSON.stringify(input),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
    });
    const text = await response.text();
    if (text.length > LARGEST_ANSWER) return fail(`${host} answered more than 1 MB.`, null, false);
    if (!response.ok) return fail(`${host} answered ${response.status}.`, response.status);
    return { output: JSON.parse(withoutSecret(text, secret)) as JsonValue };
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

const LEAST_SECRET = 6;

/** A server may repeat what it was sent; outputs are kept and shown, so the secret does not stand in them. */
function withoutSecret(text: string, secret: string | null): string {
  if (secret === null) return text;
  // As it stands in JSON, and without a scheme before it: `Bearer …`.
  const parts = [secret, secret.split(" ").at(-1) ?? ""].map((part) =>
    JSON.stringify(part).slice(1, -1),
  );
  return parts
    .filter((part) => part.length >= LEAST_SECRET)
    .reduce((rest, part) => rest.replaceAll(part, "[secret]"), text);
}
