import { request } from "node:http";
import { expect, test } from "../fixtures";
import { recordAttack } from "./record-attack";

/** Sends up to so many bytes in chunks; the status, and how many were sent until it came. */
function sendChunks(url: string, total: number): Promise<{ status: number; sent: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let isAnswered = false;
    const headers = { "transfer-encoding": "chunked", "content-type": "application/json" };
    const sending = request(url, { method: "POST", headers, agent: false }, (response) => {
      isAnswered = true;
      response.resume().on("end", () => resolve({ status: response.statusCode ?? 0, sent }));
    });
    sending.on("error", (error) => {
      if (!isAnswered) reject(error);
    });
    const piece = Buffer.alloc(64_000, "a");
    const next = () => {
      if (isAnswered || sending.destroyed || sent >= total) return void sending.end();
      sent += piece.length;
      if (sending.write(piece)) setImmediate(next);
      else sending.once("drain", next);
    };
    next();
  });
}

test("a body in chunks without an end is refused before next-auth reads it", async ({
  baseURL,
}) => {
  const url = `${baseURL}/api/auth/callback/password`;
  const answers = await Promise.all([1, 2, 3].map(() => sendChunks(url, 400_000_000)));
  expect(answers.map(({ status }) => status)).toEqual([413, 413, 413]);
  const sent = Math.max(...answers.map(({ sent }) => sent));
  recordAttack({
    who: "nobody",
    request: "three chunked 400 MB bodies to /api/auth/callback/password",
    outcome: `413 each, after ${(sent / 1e6).toFixed(1)} MB at most`,
  });
});

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": /camera=\(\)/,
};

test("every answer says how browsers must treat it", async ({ project, playwright, baseURL }) => {
  const context = await playwright.request.newContext({ baseURL });
  const authorization = `Bearer ${project.apiKey}`;
  const prompt = `/api/v1/projects/${project.slug}/prompts/nothing`;
  const answers = [
    ["health", await context.get("/api/v1/health"), 200],
    ["a hot route", await context.get(`${prompt}/served`, { headers: { authorization } }), 404],
    ["a hot route without a key", await context.get(`${prompt}/serving`), 401],
    ["ingestion", await context.post("/api/public/otel/v1/traces", { data: {} }), 401],
    ["the API", await context.get(`/api/v1/projects/${project.slug}/prompts`), 401],
    ["a malformed address", await context.get("/api/v1/%ff"), 400],
    ["a large body", await context.post("/sign-in", { data: "a".repeat(20_000) }), 413],
    ["an unknown address", await context.post("/api/nothing"), 404],
    ["an unknown public address", await context.get("/api/public/nothing"), 404],
    ["a wrong method", await context.patch(`${prompt}/served`), 405],
    ["a page", await context.get("/sign-in"), 200],
    ["no page", await context.get("/no/such/page/at/all"), 404],
    ["next-auth", await context.get("/api/auth/providers"), 200],
  ] as const;
  for (const [name, response, status] of answers) {
    expect.soft(response.status(), name).toBe(status);
    for (const [header, value] of Object.entries(HEADERS)) {
      expect.soft(response.headers()[header] ?? "", `${header} of ${name}`).toMatch(value);
    }
  }
  const responses = Object.fromEntries(answers);
  expect(responses["a wrong method"]?.headers().allow).toBe("GET");
  expect(await responses["a wrong method"]?.json()).toMatchObject({ code: "method_not_allowed" });
  expect(await responses["an unknown address"]?.json()).toMatchObject({ code: "not_found" });
  const outside = await responses["an unknown public address"]?.json();
  expect(outside).toMatchObject({
    code: "not_found",
    message: expect.stringMatching(/is not part of the API/),
  });
  recordAttack({
    who: "another site",
    request: "answers of every kind that a browser could sniff, frame or open",
    outcome: `${Object.keys(HEADERS).length} headers on ${answers.length} kinds of answers`,
  });
});

test("what is fetched ahead has a content security policy as well", async ({
  playwright,
  baseURL,
}) => {
  const context = await playwright.request.newContext({ baseURL });
  const ways: Record<string, string>[] = [
    { purpose: "prefetch" },
    { "sec-purpose": "prefetch" },
    { "next-router-prefetch": "1" },
    { "next-router-prefetch": "1", rsc: "1" },
  ];
  for (const headers of ways) {
    const policy = (await context.get("/sign-in", { headers })).headers()[
      "content-security-policy"
    ];
    expect(policy, JSON.stringify(headers)).toContain("object-src 'none'");
  }
  recordAttack({
    who: "another site",
    request: "a page without its content security policy by prefetching it",
    outcome: "the policy stands on all four ways of prefetching",
  });
});

test("a line break in callbackUrl is refused", async ({ playwright, baseURL }) => {
  const context = await playwright.request.newContext({ baseURL });
  const evil = encodeURIComponent('\n{"level":60,"msg":"forged"}');
  const responses = [
    await context.get(`/api/auth/signin?callbackUrl=${evil}`),
    await context.get(`/api/auth/session?callbackUrl=${evil}`),
    await context.post("/api/auth/_log", { form: { level: "error", code: "FORGED" } }),
  ];
  expect(responses.map((response) => response.status())).toEqual([400, 400, 404]);
  recordAttack({
    who: "nobody",
    request: "forged log lines by callbackUrl and /api/auth/_log",
    outcome: "400, 400, 404",
  });
});
