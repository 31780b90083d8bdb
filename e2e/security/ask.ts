import { type IncomingHttpHeaders, type RequestOptions, request } from "node:http";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A request with exactly these headers, `Host` too, which browsers and fetch do not let one choose. */
export function ask(
  base: string,
  path: string,
  { body, ...options }: RequestOptions & { body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, ...options }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The cookies that an answer sets, as a browser sends them back. */
export function cookiesOf({ headers }: Answer): string {
  return (headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
}

/** Signs in by next-auth's own endpoints. */
export async function signInBy(
  base: string,
  provider: "demo" | "password",
  moreHeaders: Record<string, string>,
  { cookie = "", ...headers }: Record<string, string> = {},
): Promise<Answer> {
  const csrf = await ask(base, "/api/auth/csrf", { headers });
  if (csrf.status !== 200) return csrf;
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  return ask(base, `/api/auth/callback/${provider}`, {
    method: "POST",
    headers: {
      ...headers,
      cookie: [cookie, cookiesOf(csrf)].join("; "),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ ...moreHeaders, csrfToken, json: "true" }).toString(),
  });
}

/** Whether an answer opens a session. */
export function hasSession(answer: Answer): boolean {
  return cookiesOf(answer).includes("galley.session=");
}
