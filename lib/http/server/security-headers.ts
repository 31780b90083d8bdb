import "server-only";
import type { ServerResponse } from "node:http";
import { isSecure } from "@/lib/env";

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
};

/** Without subdomains: whether those can do https is not ours to say. */
const HSTS = "max-age=31536000";

/** For an answer that names all of its headers at once, which costs half of what setting each does. */
export const securityHeaders = (): Readonly<Record<string, string>> =>
  isSecure() ? { ...HEADERS, "strict-transport-security": HSTS } : HEADERS;

/** On every answer, whoever writes it: pages, hot routes, errors and what is said before Next is ready. */
export function setSecurityHeaders(res: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders())) res.setHeader(name, value);
}

/** For what is no HTTP that a response could be made for. */
export const BAD_REQUEST = [
  "HTTP/1.1 400 Bad Request",
  ...Object.entries(HEADERS).map(([name, value]) => `${name}: ${value}`),
  "connection: close",
  "content-length: 0",
  "\r\n",
].join("\r\n");
