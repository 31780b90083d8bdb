import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "../fixtures";
import { ask, hasSession, signInBy } from "./ask";
import { recordAttack } from "./record-attack";

const here = () => process.env.GALLEY_E2E_URL ?? "";

const becomeInes = async (base: string, headers: Record<string, string> = {}) =>
  hasSession(await signInBy(base, "demo", { email: "ines@northwind.example" }, headers));

test("a host that is not ours is answered by nothing, not even by static files", async () => {
  const prompt = "/api/v1/projects/northwind-support/prompts/support%2Ftriage";
  const paths: [method: string, path: string][] = [
    ["GET", "/"],
    ["GET", "/sign-in"],
    ["GET", "/icon.svg"],
    ["GET", "/_next/static/chunks/main.js"],
    ["GET", "/api/auth/csrf"],
    ["GET", "/api/v1/health"],
    ["GET", "/api/v1/account"],
    ["GET", `${prompt}/served`],
    ["GET", `${prompt}/serving/stream`],
    ["POST", "/api/v1/projects/northwind-support/traces"],
    ["POST", "/api/public/otel/v1/traces"],
    ["POST", "/api/public/ingestion"],
    ["POST", "/api/auth/callback/demo"],
  ];
  const { port } = new URL(here());
  const hosts = ["evil.example", `evil.example:${port}`, `127.0.0.1.evil.example:${port}`];
  for (const [method, path] of paths) {
    for (const host of hosts) {
      const origin = `http://${host}`;
      const answer = await ask(here(), path, { method, headers: { host, origin } });
      expect(answer.status, `${host}${path}`).toBe(421);
      expect(JSON.parse(answer.text)).toMatchObject({ code: "unknown_host" });
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  }
  expect(await becomeInes(here(), { host: `evil.example:${port}` })).toBe(false);
  recordAttack({
    who: "nobody",
    request: "another site's name that leads here (DNS rebinding)",
    outcome: `421 on ${paths.length} routes of every kind, no session`,
  });
});

/** The first line of the answer to raw bytes. */
function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(here());
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(text.split("\r\n")[0] ?? ""));
  });
}

test("requests without a host, or with one in the address, are refused", async () => {
  expect(await send("GET /sign-in HTTP/1.0\r\n\r\n")).toContain(" 421 ");
  const { host } = new URL(here());
  const proxied = `GET http://evil.example/sign-in HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  expect(await send(proxied)).toContain(" 400 ");
  recordAttack({
    who: "nobody",
    request: "no Host at all; a foreign host in the request line",
    outcome: "421; 400",
  });
});

/** A reverse proxy that hides more or less of itself. */
async function startProxy(forward: (req: IncomingMessage) => Record<string, string>) {
  const { hostname, port } = new URL(here());
  const server: Server = createServer((req, res) => {
    const { host: _, ...headers } = req.headers;
    const options = {
      hostname,
      port,
      path: req.url,
      method: req.method,
      headers: { ...headers, ...forward(req) },
    };
    req.pipe(
      request(options, (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      }),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, stop: () => new Promise((done) => server.close(done)) };
}

test("nobody becomes a person of the demo through a proxy", async () => {
  const { host } = new URL(here());
  expect(await becomeInes(here())).toBe(true);
  const proxies: Record<string, (req: IncomingMessage) => Record<string, string>> = {
    "passes the host on": () => ({ host: "galley.example" }),
    "adds X-Forwarded-For": () => ({ host, "x-forwarded-for": "203.0.113.9" }),
    "pretends to be us": () => ({ host, "x-forwarded-for": "127.0.0.1" }),
    "adds X-Forwarded-Host": () => ({ host, "x-forwarded-host": "127.0.0.1" }),
    "adds Forwarded": () => ({ host, forwarded: "for=127.0.0.1" }),
    "adds Via": () => ({ host, via: "1.1 proxy" }),
    "hides all but the page's origin": () => ({ host, origin: "https://galley.example" }),
  };
  for (const [what, forward] of Object.entries(proxies)) {
    const proxy = await startProxy(forward);
    expect(await becomeInes(proxy.url), what).toBe(false);
    const page = await ask(proxy.url, "/sign-in");
    expect(page.text, what).not.toContain("Or look around as");
    await proxy.stop();
  }
  recordAttack({
    who: "nobody",
    request: "demo sign-in through a proxy on this machine that nobody told Galley of",
    outcome: `no session and no people shown, by ${Object.keys(proxies).length} kinds of proxies`,
  });
});

test("signing in leads to where somebody was going, and never to another site", async ({
  page,
}) => {
  await page.goto("/northwind-support/prompts?q=triage");
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await page.getByRole("button", { name: /Ines Moreau/ }).click();
  await expect(page).toHaveURL(/\/northwind-support\/prompts\?q=triage$/);
  const tries = ["/%09/evil.example/x", "//evil.example", "/%5Cevil.example", "/.//evil.example"];
  for (const from of tries) {
    await page.goto(`/sign-in?from=${from}`);
    await expect(page).toHaveURL(`${here()}/northwind-support`);
  }
  await page.context().clearCookies();
  await page.goto(`/sign-in?from=${tries[0]}`);
  await page.getByRole("button", { name: /Ines Moreau/ }).click();
  await expect(page).toHaveURL(`${here()}/northwind-support`);
  recordAttack({
    who: "nobody",
    request: "a link to the sign-in page that goes on to another site",
    outcome: `${tries.length} stay here, signed in or not`,
  });
});
