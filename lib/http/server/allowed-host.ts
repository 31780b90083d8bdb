import { hostNameOf, isLoopbackName, normalAddress } from "./host-names";

/** Which hosts Galley answers to. */
export interface HostRules {
  publicUrl: string;
  /** GALLEY_HOSTS. */
  hosts: readonly string[];
}

/**
 * Whether a `Host` header names this Galley. Another site can make its own name lead to this machine and then
 * read us as its own pages (DNS rebinding), so names are listed. The address that the connection came to is
 * fine: a browser that names it has asked for it and for no name.
 */
export function isAllowedHost(
  host: string | undefined,
  ownAddress: string | undefined,
  { publicUrl, hosts }: HostRules,
): boolean {
  const name = hostNameOf(host);
  if (name === null) return false;
  if (isLoopbackName(name) || name === hostNameOf(new URL(publicUrl).host)) return true;
  return hosts.includes(name) || (!!ownAddress && name === normalAddress(ownAddress));
}
