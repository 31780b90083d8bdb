import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { normalAddress } from "@/lib/http/server/host-names";

/** Proxies whose `X-Forwarded-*` headers count: so many in front of Galley, or all with an address in a range. */
export type TrustedProxies = { hops: number } | { ranges: string[] };

export const NO_PROXIES: TrustedProxies = { hops: 0 };

/** What the connection and its headers say, before anything is trusted. */
export interface Connection {
  peerAddress: string | undefined;
  /** The address on this side, which the peer connected to. */
  ownAddress: string | undefined;
  isEncrypted: boolean;
  httpVersion: string;
  headers: IncomingHttpHeaders;
  /** Whether it came with headers that only a proxy sets. */
  isForwarded: boolean;
}

/** Who sends a request, as far as it can be known. */
export interface Client {
  /** The address of the client, or of the last proxy that nobody vouches for. */
  address: string;
  protocol: "http" | "https";
  /** The host that the client asked for, with its port. */
  host: string;
}

/** `0`, a number of proxies, or a list of addresses and ranges, as GALLEY_TRUST_PROXY has it; null when it is none of these. */
export function parseTrustedProxies(text: string): TrustedProxies | null {
  if (text.trim() === "") return NO_PROXIES;
  if (/^\d$/.test(text)) return { hops: Number(text) };
  const ranges = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const isRange = (range: string) =>
    isIP(range.replace(/\/\d+$/, "")) !== 0 && (isIP(range) !== 0 || ipaddr.isValidCIDR(range));
  return ranges.length > 0 && ranges.every(isRange) ? { ranges } : null;
}

/**
 * The one place where forwarded headers are read. Each proxy appends the address that it was called from, so
 * the list is read from its end, for as long as the one who appended is trusted. The header `Forwarded` is not
 * read: a proxy that sets the other headers passes a client's `Forwarded` on as it came.
 */
export function parseClient(connection: Connection, proxies: TrustedProxies): Client {
  const { headers, peerAddress, isEncrypted } = connection;
  let address = normalAddress(peerAddress ?? "unknown");
  let hops = 0;
  while (isTrusted(address, hops, proxies)) {
    hops += 1;
    const before = addressOf(listOf(headers["x-forwarded-for"]).at(-hops) ?? "");
    // No address, or none that we understand: the proxy itself is as far as we can see.
    if (!before) break;
    address = before;
  }
  const protocol = hops > 0 ? forwardedValue(headers["x-forwarded-proto"], hops) : undefined;
  const host = hops > 0 ? forwardedValue(headers["x-forwarded-host"], hops) : undefined;
  return {
    address,
    protocol:
      (protocol?.toLowerCase() ?? (isEncrypted ? "https" : "http")) === "https" ? "https" : "http",
    host: host ?? headers.host ?? "",
  };
}

function isTrusted(address: string, hops: number, proxies: TrustedProxies): boolean {
  if ("hops" in proxies) return hops < proxies.hops;
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  return proxies.ranges.some((range) => {
    const [network, bits] = ipaddr.isValidCIDR(range)
      ? ipaddr.parseCIDR(range)
      : [ipaddr.process(range), range.includes(":") ? 128 : 32];
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

/** The entry of the outermost trusted proxy; many proxies replace the header, which then has one entry. */
function forwardedValue(header: string | string[] | undefined, hops: number): string | undefined {
  const entries = listOf(header);
  return entries[Math.max(0, entries.length - hops)];
}

function listOf(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .join(",")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Some proxies append the port. */
function addressOf(entry: string): string | null {
  const bare = entry.replace(/^\[([^\]]+)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  return isIP(bare) === 0 ? null : normalAddress(bare);
}

const FORWARDED = new Set([
  "forwarded",
  "via",
  "x-real-ip",
  "x-client-ip",
  "x-cluster-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "fastly-client-ip",
  "fly-client-ip",
  "x-original-host",
  "x-original-forwarded-for",
]);

/** Headers that only a proxy sets, or somebody who wants to look like one. */
export function forwardedHeaders(headers: IncomingHttpHeaders): string[] {
  return Object.keys(headers).filter(
    (name) => name.startsWith("x-forwarded-") || FORWARDED.has(name),
  );
}

/** What wrong tries are counted by: whoever has one IPv6 address has its whole /64. */
export function throttleAddress(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return `${parts.map((part) => part.toString(16)).join(":")}::/64`;
}
