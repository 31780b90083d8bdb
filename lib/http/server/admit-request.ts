import "server-only";
import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { env } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { type Connection, forwardedHeaders, parseClient } from "@/lib/http/client";
import { type CurrentClient, getReach } from "@/lib/http/current-client";
import { isAllowedHost } from "./allowed-host";
import { isFromThisMachine } from "./this-machine";

type Asked = Pick<IncomingMessage, "url" | "httpVersion" | "headers" | "rawHeaders" | "socket">;

/** The client of a request, or why it is not answered. Before everything else, static files too. */
export function admitRequest(req: Asked): CurrentClient | AppError {
  const forwarded = forwardedHeaders(req.headers);
  const connection: Connection = {
    peerAddress: req.socket.remoteAddress,
    ownAddress: req.socket.localAddress,
    isEncrypted: (req.socket as TLSSocket).encrypted === true,
    httpVersion: req.httpVersion,
    headers: req.headers,
    isForwarded: forwarded.length > 0,
  };
  const { address, protocol, host } = parseClient(connection, env().GALLEY_TRUST_PROXY);
  const refused = refusedHost([req.headers.host, host], connection.ownAddress);
  if (refused !== null) return unknownHost(refused);
  const path = req.url ?? "/";
  if (!path.startsWith("/") && path !== "*") {
    return new AppError("malformed", "The address must be a path: Galley is no proxy.");
  }
  if (forwarded.length > 0) drop(req, forwarded);
  return {
    address,
    protocol,
    host,
    path,
    // Few requests need to know, and hot ones never do.
    get isThisMachine() {
      return isFromThisMachine(getReach(), connection);
    },
  };
}

const allowed = new Set<string>();
const MOST_HOSTS = 1_000;

/** Behind a proxy both hosts count: what the proxy was asked for, and what it asked us for. */
function refusedHost(
  hosts: readonly (string | undefined)[],
  ownAddress: string | undefined,
): string | null {
  const key = [...hosts, ownAddress].join("\n");
  if (allowed.has(key)) return null;
  const refused = hosts.find((host) => !isAllowedHost(host, ownAddress, getReach()));
  if (hosts.includes(undefined) || refused !== undefined) return refused ?? "";
  if (allowed.size < MOST_HOSTS) allowed.add(key);
  return null;
}

function unknownHost(host: string): AppError {
  return new AppError(
    "unknown_host",
    `Galley does not answer to the host “${host.slice(0, 100)}”. Open ${env().GALLEY_URL}, or ask your administrator to add the host to GALLEY_HOSTS.`,
  );
}

/** Whoever reads these headers later must not believe them; the client is read. */
function drop(req: Asked, names: readonly string[]): void {
  for (const name of names) delete req.headers[name];
  const pairs = Array.from({ length: req.rawHeaders.length / 2 }, (_, at) =>
    req.rawHeaders.slice(2 * at, 2 * at + 2),
  );
  req.rawHeaders = pairs.filter(([name = ""]) => !names.includes(name.toLowerCase())).flat();
}
