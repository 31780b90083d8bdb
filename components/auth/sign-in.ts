/**
 * Signs in through next-auth's own endpoints: three lines of fetch instead of its 9 kB client. Answers null
 * when it worked, else the encoded refusal; for a single sign-on provider the browser leaves for its page.
 */
export async function signIn(
  provider: string,
  credentials: Record<string, string>,
  returnTo = "/",
): Promise<string | null> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  const isCredentials = provider === "password" || provider === "demo";
  const callbackUrl = `${location.origin}${returnTo}`;
  const response = await fetch(`/api/auth/${isCredentials ? "callback" : "signin"}/${provider}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...credentials, csrfToken, callbackUrl, json: "true" }),
  }).catch(() => null);
  const body = (await response?.json().catch(() => null)) as { url?: string } | null;
  if (!response || !body?.url) return "unreachable";
  const answer = new URL(body.url, location.origin);
  if (!isCredentials) {
    location.assign(answer);
    return null;
  }
  return response.ok ? null : (answer.searchParams.get("error") ?? "unknown");
}
