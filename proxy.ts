import { type NextRequest, NextResponse } from "next/server";

/** Only headers: who may see what is decided in reads and verbs, never here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const csp = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // For pages that lead on to the same page of another name.
  headers.set("x-address", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("content-security-policy", csp);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  const forDevelopment = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${forDevelopment}`,
    // Monaco and Recharts set style attributes, which a nonce cannot cover.
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");
}

// API bodies stay outside: whatever passes a proxy is cut at 10 MB.
export const config = {
  matcher: [
    // Prefetches too: a browser may show what it has fetched before.
    "/((?!api/|ofrep/|_next/static|_next/image|favicon.ico|icon.svg).*)",
  ],
};
