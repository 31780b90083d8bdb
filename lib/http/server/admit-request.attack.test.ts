import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect } from "vitest";
import { isAppError } from "@/lib/http/app-error";
import { currentClient, withClient } from "@/lib/http/current-client";
import { attack } from "@/scripts/testing/attack";
import { admitRequest } from "./admit-request";

process.env.DATABASE_URL ??= "postgresql://nowhere.invalid/none";

let server: Server;

beforeAll(async () => {
  const answer = getRequestListener(async (incoming) => {
    await incoming.text();
    const client = currentClient();
    const names = [...incoming.headers.keys()];
    return Response.json({ ...client, isThisMachine: client?.isThisMachine, names });
  });
  server = createServer((req, res) => {
    const client = admitRequest(req);
    if (isAppError(client)) return res.writeHead(client.status).end("{}");
    withClient(client, () => answer(req, res));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => new Promise((done) => server.close(done)));

function send(headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; body: Record<string, unknown> }>((resolve) => {
    const sent = request({ host: "127.0.0.1", port, path: "/x?y=1", headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: JSON.parse(text) as Record<string, unknown>,
        }),
      );
    });
    sent.end();
  });
}

attack("nobody", "forwarded headers to a server that trusts no proxy", async () => {
  const plain = await send({});
  expect(plain.body).toMatchObject({ address: "127.0.0.1", path: "/x?y=1", isThisMachine: true });
  const forged = await send({
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    Forwarded: "for=203.0.113.9",
    "X-Other": "stays",
  });
  expect(forged.body).toMatchObject({
    address: "127.0.0.1",
    protocol: "http",
    isThisMachine: false,
  });
  expect(forged.body.names).toContain("x-other");
  expect((forged.body.names as string[]).filter((name) => name.includes("forwarded"))).toEqual([]);
  return "not believed, dropped, and not this machine any more";
});

attack("nobody", "a foreign Host, before anything looks at the request", async () => {
  for (const host of ["evil.example", "localhost.evil.example"]) {
    expect((await send({ host })).status).toBe(421);
    expect((await send({ host })).status).toBe(421);
  }
  expect((await send({ host: "localhost:1" })).status).toBe(200);
  return "421, also at the second try";
});
