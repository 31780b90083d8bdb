import type { Connection } from "@/lib/http/client";
import { hostNameOf, isLoopbackName } from "./host-names";

/** What the operator has said about where Galley is reached from. */
export interface Reach {
  /** The address that it listens on. */
  bindHost: string;
  publicUrl: string;
  /** More hosts that it answers to. */
  hosts: readonly string[];
  hasTrustedProxy: boolean;
}

/** Whether the settings let nobody but this machine reach Galley. */
export function isReachedLocally({ bindHost, publicUrl, hosts, hasTrustedProxy }: Reach): boolean {
  if (hasTrustedProxy) return false;
  const names = [bindHost, hostNameOf(new URL(publicUrl).host), ...hosts];
  return names.every((name) => name !== null && isLoopbackName(name));
}

/**
 * Whether a request comes from this machine and through nothing else. A proxy on this machine connects from
 * loopback too, so everything that a proxy changes or adds is looked at, and one sign of it is enough:
 * nginx speaks HTTP/1.0 unless told otherwise, and a browser names the page's own origin.
 */
export function isFromThisMachine(reach: Reach, connection: Connection): boolean {
  const { headers, httpVersion, isForwarded, peerAddress, ownAddress } = connection;
  return (
    isReachedLocally(reach) &&
    !isForwarded &&
    isLoopback(peerAddress) &&
    isLoopback(ownAddress) &&
    httpVersion !== "1.0" &&
    isLoopback(hostNameOf(headers.host)) &&
    isLocalPage(headers.origin) &&
    isLocalPage(headers.referer)
  );
}

const isLoopback = (name: string | null | undefined) => !!name && isLoopbackName(name);

/** An absent header says nothing; `null` is the origin of a page that hides where it comes from. */
function isLocalPage(address: string | undefined): boolean {
  if (address === undefined) return true;
  return URL.canParse(address) && isLoopback(hostNameOf(new URL(address).host));
}
