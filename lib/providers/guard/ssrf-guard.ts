import "server-only";
import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent } from "undici";
import { ProviderError } from "@/lib/providers/provider-error";

/**
 * Which addresses a URL that a user typed may lead to. Public ones always; `allowLoopback` adds this
 * machine by its own names (127.0.0.0/8, ::1, localhost), for an app that only this machine can
 * reach; `allowHosts` adds exact host names or addresses the operator trusts, such as a model
 * server in the local network.
 */
export type UrlGuard = { allowLoopback: boolean; allowHosts?: readonly string[] };

/** Whether an IP address may be connected to. Everything that is not plain public unicast is refused. */
export function isAllowedAddress(address: string, guard: UrlGuard): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === "loopback") return guard.allowLoopback;
  if (range !== "unicast") return false;
  return parsed.kind() === "ipv4" || isGlobalIpv6(parsed.toNormalizedString());
}

/**
 * Checks everything that can be known before DNS: scheme, credentials, literal addresses, local
 * names. Throws a `ProviderError` with reason `blocked`.
 */
export function requireAllowedUrl(address: string | URL, guard: UrlGuard): URL {
  if (!URL.canParse(address.toString())) throw blocked("The address is not a valid URL.");
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw blocked("Only http:// and https:// addresses are called.");
  }
  if (url.username !== "" || url.password !== "") {
    throw blocked("An address with a user name or password in it is not called.");
  }
  const host = bareHost(url);
  if (isTrusted(host, guard)) return url;
  if (isIP(host) !== 0) {
    if (!isAllowedAddress(host, guard)) throw blocked(refusal(host));
  } else if (isLocalName(host) && !guard.allowLoopback) {
    throw blocked(refusal(host));
  }
  return url;
}

type Resolve = (
  host: string,
  done: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

const systemResolve: Resolve = (host, done) =>
  systemLookup(host, { all: true, verbatim: true }, (error, addresses) => done(error, addresses));

/**
 * DNS for connections: the addresses that were checked are the ones that are connected to. One bad
 * answer refuses the name, and a public name that leads to this machine is refused even where
 * loopback is allowed.
 */
export function guardedLookup(guard: UrlGuard, resolve: Resolve = systemResolve): LookupFunction {
  return (host, options, done) => {
    resolve(host, (error, addresses) => {
      if (error) return done(error, "", 0);
      const allowed =
        isTrusted(host, guard) || addresses.every(({ address }) => fits(host, address));
      const ofFamily = addresses.filter(
        ({ family }) => !options.family || options.family === family,
      );
      const first = ofFamily[0];
      if (!allowed) return done(blocked(refusal(host)), "", 0);
      if (!first) return done(new Error(`${host} has no address.`), "", 0);
      if (options.all) return done(null, ofFamily);
      return done(null, first.address, first.family);
    });
  };

  function fits(host: string, address: string): boolean {
    return isAllowedAddress(address, { allowLoopback: guard.allowLoopback && isLocalName(host) });
  }
}

const LONGEST_ANSWER_MS = 30 * 60_000;
const agents = new Map<string, Agent>();

/** Keep-alive connections that obey the guard. One pool per guard for the whole process. */
export function guardedAgent(guard: UrlGuard, resolve?: Resolve): Agent {
  const key = JSON.stringify([guard.allowLoopback, guard.allowHosts ?? []]);
  const cachedAgent = agents.get(key);
  if (cachedAgent && !resolve) return cachedAgent;
  const agent = new Agent({
    connect: { lookup: guardedLookup(guard, resolve), timeout: 10_000 },
    keepAliveTimeout: 30_000,
    // A reasoning model may think for many minutes; the time limit of a call is the caller's.
    headersTimeout: LONGEST_ANSWER_MS,
    bodyTimeout: LONGEST_ANSWER_MS,
  });
  if (!resolve) agents.set(key, agent);
  return agent;
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost") || ipaddr.isValid(name);
}

function isTrusted(host: string, guard: UrlGuard): boolean {
  return guard.allowHosts?.includes(host.toLowerCase()) ?? false;
}

/** 2000::/3 is all that is given out. ::/96 and other forms that carry an IPv4 address are not in it. */
function isGlobalIpv6(address: string): boolean {
  const first = Number.parseInt(address.split(":")[0] ?? "", 16);
  return first >= 0x2000 && first <= 0x3fff;
}

function refusal(host: string): string {
  return `${host} is not a public address, and requests to private or local addresses are blocked here. An administrator can allow the host with GALLEY_ALLOWED_HOSTS.`;
}

function blocked(message: string): ProviderError {
  return new ProviderError("blocked", message);
}
