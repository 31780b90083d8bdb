import type { IncomingHttpHeaders } from "node:http";

/** A request that is all in its head. */
export interface PlainRequest {
  method: "GET";
  url: string;
  httpVersion: "1.1";
  headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came. */
  rawHeaders: string[];
  /** The lines that the headers are read from. */
  lines: string;
}

const REQUEST_LINE = /^GET (\/[!-~]*) HTTP\/1\.1\r\n/;
const HEADER_LINES = /^((?:[A-Za-z0-9-]+:[\t -~]*\r\n)+)\r\n$/;
/** They announce a body or another protocol, or change what happens to the connection. */
const NOT_PLAIN = new Set([
  "content-length",
  "transfer-encoding",
  "expect",
  "keep-alive",
  "proxy-connection",
  "set-cookie",
  "te",
  "trailer",
  "upgrade",
]);

/**
 * Reads exactly one GET without a body, in the form that every client sends; null for anything else, however
 * correct: bodies, several requests at once, a part of one, names that occur twice. What it reads, it reads as
 * node:http does, and what it does not read is node:http's.
 * @param last the request before it on the same connection, which most often has the same headers
 */
export function parsePlainRequest(text: string, last?: PlainRequest): PlainRequest | null {
  const [requestLine, url = ""] = REQUEST_LINE.exec(text) ?? [];
  if (requestLine === undefined) return null;
  const rest = text.slice(requestLine.length);
  if (last && rest === `${last.lines}\r\n`) return { ...last, url };
  const lines = HEADER_LINES.exec(rest)?.[1];
  if (lines === undefined) return null;
  const headers: IncomingHttpHeaders = {};
  const rawHeaders: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const colon = lines.indexOf(":", at);
    const end = lines.indexOf("\r\n", colon);
    const rawName = lines.slice(at, colon);
    const name = rawName.toLowerCase();
    const value = lines.slice(colon + 1, end).trim();
    if (name in headers || NOT_PLAIN.has(name)) return null;
    headers[name] = value;
    rawHeaders.push(rawName, value);
    at = end + 2;
  }
  const { host, connection = "keep-alive" } = headers;
  if (host === undefined || connection.toLowerCase() !== "keep-alive") return null;
  return { method: "GET", url, httpVersion: "1.1", headers, rawHeaders, lines };
}
