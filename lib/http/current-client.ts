import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { env } from "@/lib/env";
import { isReachedLocally, type Reach } from "@/lib/http/server/this-machine";
import { type Client, throttleAddress } from "./client";

export interface CurrentClient extends Client {
  /** Path and query of the address that was asked for. */
  path: string;
  isThisMachine: boolean;
}

// Next's bundle and the server's are two module graphs with one storage.
const shared = globalThis as { galleyClient?: AsyncLocalStorage<CurrentClient> };

function storage(): AsyncLocalStorage<CurrentClient> {
  shared.galleyClient ??= new AsyncLocalStorage();
  return shared.galleyClient;
}

/** Does the work of a request with what is known of its client at hand: headers can be forged, this cannot. */
export function withClient<T>(client: CurrentClient, work: () => T): T {
  return storage().run(client, work);
}

/** Who sends the request that is being answered; null outside of requests (jobs, the command line, tests). */
export function currentClient(): CurrentClient | null {
  return storage().getStore() ?? null;
}

/** What the settings say about where Galley is reached from. */
export function getReach(): Reach {
  const { GALLEY_HOST, GALLEY_HOSTS, GALLEY_TRUST_PROXY, GALLEY_URL } = env();
  return {
    bindHost: GALLEY_HOST,
    publicUrl: GALLEY_URL,
    hosts: GALLEY_HOSTS,
    hasTrustedProxy: "ranges" in GALLEY_TRUST_PROXY || GALLEY_TRUST_PROXY.hops > 0,
  };
}

/** Whether what is being done may use services on this machine: never for somebody who comes through a proxy. */
export function mayReachThisMachine(): boolean {
  return currentClient()?.isThisMachine ?? isReachedLocally(getReach());
}

/** What wrong tries of the request being answered are counted by; null outside of requests. */
export function triesAddress(): string | null {
  const client = currentClient();
  return client && throttleAddress(client.address);
}
