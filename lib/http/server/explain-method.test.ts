import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineRoute } from "@/lib/http/contract";
import { answerUnknown } from "@/lib/http/problem";
import { explainMethod } from "./explain-method";

const contracts = (["GET", "POST"] as const).map((method) =>
  defineRoute({
    method,
    path: "/api/v1/projects/{project}/prompts",
    summary: "",
    access: "public",
  }),
);
const status: Record<string, number> = { GET: 200, DELETE: 405 };

const server = createServer((req, res) => {
  explainMethod(req, res, async () => contracts);
  const code = status[req.method ?? ""] ?? 500;
  // As Next ends an empty answer, and as it does where answers are compressed.
  if (req.headers["accept-encoding"] === "gzip") res.writeHead(code);
  else res.statusCode = code;
  res.end();
});
let base: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test.each(["identity", "gzip"])(
  "a method that a route does not have is a problem that names those it has (%s)",
  async (encoding) => {
    const url = `${base}/api/v1/projects/acme/prompts?limit=1`;
    const headers = { "accept-encoding": encoding };
    const response = await fetch(url, { method: "DELETE", headers });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, POST");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      code: "method_not_allowed",
      detail: "DELETE is no method of /api/v1/projects/acme/prompts. It has GET, POST.",
    });
    expect((await fetch(url)).status).toBe(200);
  },
);

test("what is no route of the API stays as it is", async () => {
  const response = await fetch(`${base}/acme/prompts`, { method: "DELETE" });
  expect([response.status, await response.text()]).toEqual([405, ""]);
});

test.each([
  ["/api/v1/nothing", "application/problem+json", {}],
  ["/api", "application/problem+json", {}],
  [
    "/api/public/nothing",
    "application/json",
    { message: expect.stringMatching(/is not part of the API/) },
  ],
])("an unknown address %s is a 404 in the API's form", async (path, type, more) => {
  const response = answerUnknown(new Request(`http://127.0.0.1:3000${path}`, { method: "POST" }));
  expect(response.status).toBe(404);
  expect(response.headers.get("content-type")).toBe(type);
  expect(await response.json()).toMatchObject({ code: "not_found", status: 404, ...more });
});
