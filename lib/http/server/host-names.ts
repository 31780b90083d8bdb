import "server-only";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** The name or address of a `Host` header or a URL's host, without port, brackets and final dot; null when it is none. */
export function hostNameOf(host: string | undefined): string | null {
  if (!host || !/^[a-z0-9._:[\]-]+$/i.test(host) || !URL.canParse(`http://${host}`)) return null;
  const url = new URL(`http://${host}`);
  const name = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return name === "" ? null : normalAddress(name);
}

/** A host as an operator writes it: a name or an address, IPv6 with brackets or without; null when it is none. */
export function parseHost(text: string): string | null {
  return isIP(text) !== 0 ? normalAddress(text) : hostNameOf(text);
}

/** An address in its one form (`::ffff:10.0.0.5` is `10.0.0.5`); other text as it is, in lower case. */
export function normalAddress(text: string): string {
  // Has one form only, and stands on the way of every request.
  if (isIP(text) === 4) return text;
  const bare = text.replace(/%.*$/, "");
  return isIP(bare) !== 0 ? ipaddr.process(bare).toString() : text.toLowerCase();
}

/** Whether a host name or an address always means this machine itself. */
export function isLoopbackName(name: string): boolean {
  if (name === "localhost" || name.endsWith(".localhost")) return true;
  return isIP(name) !== 0 && ipaddr.process(name).range() === "loopback";
}
