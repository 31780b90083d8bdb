import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { prepareDrain } from "./drain-server";

/** A server whose answers the test ends by hand: `/slow`, `/stream`, and anything else at once. */
async function startServer(limits: { requestMs: number; streamMs: number }) {
  const slow: ServerResponse[] = [];
  const server = createServer((req, res) => {
    if (req.url === "/slow") slow.push(res);
    else if (req.url === "/stream") {
      res.setHeader("content-type", "text/event-stream");
      res.write("data: 1\n\n");
    } else res.end("done");
  });
  const drain = prepareDrain(server, limits);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { slow, drain, get: (path: string) => get(port, path) };
}

/** Resolves with what came until the end, and says whether it was cut short. */
async function get(port: number, path: string) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, path, host: "127.0.0.1", agent: false }, resolve).on("error", reject).end();
  });
  const body = new Promise<string>((resolve) => {
    let text = "";
    response.on("data", (piece) => {
      text += piece;
    });
    response.on("end", () => resolve(text));
    response.on("error", () => resolve(`${text} (cut)`));
  });
  return { status: response.statusCode, connection: response.headers.connection, body };
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test("a slow request is answered in full, and new connections are refused", async () => {
  const { slow, drain, get } = await startServer({ requestMs: 60_000, streamMs: 0 });
  const answer = get("/slow");
  await until(() => slow.length === 1);
  const drained = drain();
  await expect(get("/")).rejects.toThrow("ECONNREFUSED");
  slow[0]?.end("late");
  const { status, connection, body } = await answer;
  expect([status, connection, await body]).toEqual([200, "close", "late"]);
  await drained;
});

test("a stream ends at its own limit while a request goes on", async () => {
  const { slow, drain, get } = await startServer({ requestMs: 60_000, streamMs: 100 });
  const stream = await get("/stream");
  const answer = get("/slow");
  await until(() => slow.length === 1);
  const drained = drain();
  expect(await stream.body).toBe("data: 1\n\n (cut)");
  slow[0]?.end("late");
  expect(await (await answer).body).toBe("late");
  await drained;
});

test("what takes longer than the limit is cut", async () => {
  const { slow, drain, get } = await startServer({ requestMs: 100, streamMs: 0 });
  const answer = get("/slow").catch((error: Error) => error.message);
  await until(() => slow.length === 1);
  await drain();
  expect(await answer).toMatch(/socket hang up|ECONNRESET/);
});
