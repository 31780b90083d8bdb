import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerProblem } from "@/lib/http/answer-problem";
import { AppError } from "@/lib/http/app-error";
import { attack } from "@/scripts/testing/attack";
import { bodyLimitOf, limitBody, MAX_API_BYTES, MAX_FORM_BYTES } from "./limit-body";

let server: Server;
let port: number;
/** How often somebody behind the limit was called, and what they read. */
const reached = { times: 0, bytes: 0 };

beforeAll(async () => {
  server = createServer((req, res) => {
    limitBody(req, res, bodyLimitOf(req.url ?? "/"), {
      refuse: () => answerProblem(res, new AppError("too_large", "The body is too large.")),
      proceed: () => {
        reached.times += 1;
        req.on("data", (piece: Buffer) => {
          reached.bytes += piece.length;
        });
        req.on("end", () => res.end("read"));
        req.on("error", () => {});
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

interface Sent {
  status: number;
  sentBytes: number;
}

/** Posts pieces until it is answered; without `length` in chunks. */
function post(path: string, total: number, length?: number): Promise<Sent> {
  return new Promise((resolve, reject) => {
    let sentBytes = 0;
    let isAnswered = false;
    const to = { port, path, method: "POST", host: "127.0.0.1", agent: false };
    const sending = request(to, (response) => {
      isAnswered = true;
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode ?? 0, sentBytes }));
    });
    sending.on("error", (error) => {
      if (!isAnswered) reject(error);
    });
    if (length !== undefined) sending.setHeader("content-length", length);
    else sending.setHeader("transfer-encoding", "chunked");
    const piece = Buffer.alloc(Math.min(64_000, total), "a");
    const next = () => {
      if (isAnswered || sending.destroyed) return;
      if (sentBytes >= total) return void sending.end();
      sentBytes += piece.length;
      if (sending.write(piece)) setImmediate(next);
      else sending.once("drain", next);
    };
    next();
  });
}

test("a form in chunks is read whole, to the byte", async () => {
  Object.assign(reached, { times: 0, bytes: 0 });
  const { status, sentBytes } = await post("/api/auth/callback/password", 12_000);
  expect(status).toBe(200);
  expect(reached).toEqual({ times: 1, bytes: sentBytes });
});

test.each([
  ["/api/auth/callback/password", MAX_FORM_BYTES],
  ["/api/auth", MAX_FORM_BYTES],
  ["/sign-in", MAX_FORM_BYTES],
  ["/api/v1/projects", MAX_API_BYTES],
  ["/api/authors", MAX_API_BYTES],
])("%s takes %i bytes", (path, limit) => {
  expect(bodyLimitOf(path)).toBe(limit);
});

attack("nobody", "three 400 MB bodies in chunks to /api/auth/callback/password", async () => {
  Object.assign(reached, { times: 0, bytes: 0 });
  const before = process.memoryUsage().rss;
  const posts = [1, 2, 3].map(() => post("/api/auth/callback/password", 400_000_000));
  const answers = await Promise.all(posts);
  expect(answers.map(({ status }) => status)).toEqual([413, 413, 413]);
  const sentBytes = Math.max(...answers.map((answer) => answer.sentBytes));
  expect(reached).toEqual({ times: 0, bytes: 0 });
  expect(sentBytes).toBeLessThan(50_000_000);
  const grownMb = Math.max(0, Math.round((process.memoryUsage().rss - before) / 1e6));
  expect(grownMb).toBeLessThan(200);
  return `413 after ${(sentBytes / 1e6).toFixed(1)} MB, next-auth saw none of it`;
});

attack("nobody", "a body of 400 MB by its Content-Length to /api/auth/signin", async () => {
  Object.assign(reached, { times: 0, bytes: 0 });
  const { status } = await post("/api/auth/signin", 64_000, 400_000_000);
  expect(status).toBe(413);
  expect(reached.times).toBe(0);
  return "413 before a byte is read";
});

attack("nobody", "an endless body in chunks to a page and to the API", async () => {
  Object.assign(reached, { times: 0, bytes: 0 });
  expect((await post("/sign-in", 400_000_000)).status).toBe(413);
  await expect(post("/api/v1/projects", 400_000_000)).rejects.toThrow();
  expect(reached.bytes).toBeLessThanOrEqual(MAX_API_BYTES);
  return "413 for the page; the API's connection ends at 52 MB";
});
