import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerBusy } from "./answer-busy";

const server = createServer(answerBusy);
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

const ask = (accept: string) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/prompts`, {
    headers: { accept },
  });

test("a person who opens a page while the server is busy gets one that loads again by itself", async () => {
  const answer = await ask("text/html,application/xhtml+xml;q=0.9");
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("2");
  expect(await answer.text()).toContain('http-equiv="refresh"');
});

test("a client gets a problem and the time to wait", async () => {
  const answer = await ask("*/*");
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("2");
  expect(await answer.json()).toMatchObject({ code: "unavailable" });
});
