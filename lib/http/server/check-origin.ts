import "server-only";
import { env } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { currentClient } from "@/lib/http/current-client";

/**
 * A write that a cookie authorises must come from our own pages: browsers say so themselves, and another
 * site cannot forge it. API keys travel in a header that no other site can make a browser send.
 */
export function checkOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  if (request.headers.get("sec-fetch-site") === "same-origin") return;
  const origin = request.headers.get("origin");
  if (origin && (origin === new URL(env().GALLEY_URL).origin || origin === originOf(request))) {
    return;
  }
  throw new AppError(
    "foreign_origin",
    "A write with a session cookie must come from Galley's own pages. Use an API key from elsewhere.",
  );
}

/** The origin that the browser has asked, which is one of ours: other hosts are refused before. */
function originOf(request: Request): string {
  const client = currentClient();
  return client ? `${client.protocol}://${client.host}` : `http://${request.headers.get("host")}`;
}
