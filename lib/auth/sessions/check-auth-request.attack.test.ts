import { expect, test } from "vitest";
import { attack } from "@/scripts/testing/attack";
import { checkAuthRequest } from "./check-auth-request";

const BASE = "http://127.0.0.1:3000/api/auth";

const outcomeOf = (url: string, body?: string, type = "application/x-www-form-urlencoded") =>
  checkAuthRequest(
    new Request(
      url,
      body === undefined ? {} : { method: "POST", body, headers: { "content-type": type } },
    ),
  ).then(
    () => "passes",
    (error: { status: number }) => error.status,
  );

test.each(["/", "/p/acme?tab=a#b", "http://127.0.0.1:3000/x", "https://galley.example/"])(
  "%s is an address to return to",
  async (url) => {
    expect(await outcomeOf(`${BASE}/signin?callbackUrl=${encodeURIComponent(url)}`)).toBe("passes");
    expect(
      await outcomeOf(`${BASE}/signin`, new URLSearchParams({ callbackUrl: url }).toString()),
    ).toBe("passes");
  },
);

attack("nobody", "a line break in callbackUrl, in the query, a form and JSON", async () => {
  const evil = '\n{"level":60,"msg":"the database was deleted"}';
  const inQuery = await outcomeOf(`${BASE}/signin?callbackUrl=${encodeURIComponent(evil)}`);
  const inForm = await outcomeOf(
    `${BASE}/signin/oidc`,
    new URLSearchParams({ callbackUrl: `/${evil}` }).toString(),
  );
  const inJson = await outcomeOf(
    `${BASE}/signin`,
    JSON.stringify({ callbackUrl: evil }),
    "application/json",
  );
  expect([inQuery, inForm, inJson]).toEqual([400, 400, 400]);
  return "400, 400, 400; next-auth sees none of them";
});

attack("nobody", "callbackUrl as javascript:, as no address, and as an object", async () => {
  const outcomes = await Promise.all([
    outcomeOf(`${BASE}/signin?callbackUrl=javascript:alert(1)`),
    outcomeOf(`${BASE}/signin?callbackUrl=nowhere`),
    outcomeOf(`${BASE}/signin`, '{"callbackUrl":{"a":1}}', "application/json"),
    outcomeOf(`${BASE}/signin`, "{", "application/json"),
  ]);
  expect(outcomes).toEqual([400, 400, 400, 400]);
  return "400 each";
});

attack("nobody", "log lines by POST /api/auth/_log", async () => {
  expect(await outcomeOf(`${BASE}/_log`, "level=error&code=FORGED")).toBe(404);
  return "404, nothing is logged";
});
