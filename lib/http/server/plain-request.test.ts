import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { effortOf } from "@/scripts/testing/effort";
import { parsePlainRequest } from "./plain-request";

const server = createServer((req, res) => {
  requests.push(req);
  res.end();
});
let requests: IncomingMessage[] = [];
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

/** What node:http makes of these bytes: all requests that it reads in them. */
async function readByNode(text: string): Promise<IncomingMessage[]> {
  requests = [];
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1" });
  await new Promise((resolve, reject) => {
    socket.on("error", reject).on("close", resolve).resume();
    socket.end(text, "latin1");
  });
  return requests;
}

const head = (...lines: string[]) => `${lines.join("\r\n")}\r\n\r\n`;
const HOST = "Host: galley";
const plain = head("GET /a?b=c HTTP/1.1", HOST);

test("a plain request is read with its address and headers", () => {
  const text = head(
    "GET /a?b=c HTTP/1.1",
    HOST,
    "X-Empty:",
    "Accept:  */*\t",
    "connection: Keep-Alive",
  );
  expect(parsePlainRequest(text)).toEqual({
    ...{ method: "GET", url: "/a?b=c", httpVersion: "1.1" },
    lines: text.slice(text.indexOf("\n") + 1, -2),
    headers: { host: "galley", "x-empty": "", accept: "*/*", connection: "Keep-Alive" },
    rawHeaders: ["Host", "galley", "X-Empty", "", "Accept", "*/*", "connection", "Keep-Alive"],
  });
});

test("the same headers are read once for a connection, and others anew", () => {
  const first = parsePlainRequest(plain) ?? undefined;
  const same = parsePlainRequest(head("GET /other HTTP/1.1", HOST), first);
  expect(same).toEqual({ ...first, url: "/other" });
  expect(same?.headers).toBe(first?.headers);
  const others = parsePlainRequest(head("GET /a HTTP/1.1", HOST, "Accept: */*"), first);
  expect(others?.headers).toEqual({ host: "galley", accept: "*/*" });
  expect(parsePlainRequest(head("GET /a HTTP/1.1", "Accept: */*"), first)).toBeNull();
});

test.each([
  ["a part of one", plain.slice(0, -2)],
  ["two at once", plain + plain],
  ["one and a part of the next", `${plain}GET /`],
  ["another method", head("POST /a HTTP/1.1", HOST)],
  ["an older version", head("GET /a HTTP/1.0", HOST)],
  ["a whole address", head("GET http://galley/a HTTP/1.1", HOST)],
  ["no host", head("GET /a HTTP/1.1", "Accept: */*")],
  ["two hosts", head("GET /a HTTP/1.1", HOST, "host: other")],
  ["a body", head("GET /a HTTP/1.1", HOST, "Content-Length: 2")],
  ["a body of no bytes", head("GET /a HTTP/1.1", HOST, "content-length: 0")],
  ["a body in chunks", head("GET /a HTTP/1.1", HOST, "Transfer-Encoding: chunked")],
  ["a body behind a space", head("GET /a HTTP/1.1", HOST, "Content-Length : 2")],
  ["another protocol", head("GET /a HTTP/1.1", HOST, "Connection: upgrade", "Upgrade: websocket")],
  ["a question before the body", head("GET /a HTTP/1.1", HOST, "Expect: 100-continue")],
  ["the last on its connection", head("GET /a HTTP/1.1", HOST, "Connection: close")],
  ["a folded header", head("GET /a HTTP/1.1", HOST, "X-One: 1", " 2")],
  ["bare line feeds", `GET /a HTTP/1.1\n${HOST}\n\n`],
  ["a line feed in a value", head("GET /a HTTP/1.1", HOST, "X-One: 1\nContent-Length: 2")],
  ["a carriage return in a value", head("GET /a HTTP/1.1", HOST, "X-One: 1\rContent-Length: 2")],
  ["a zero byte", head("GET /a HTTP/1.1", HOST, "X-One: \0")],
  ["a name with underscores", head("GET /a HTTP/1.1", HOST, "Content_Length: 2")],
  ["a name of every object", head("GET /a HTTP/1.1", HOST, "constructor: 2")],
  ["text beyond ASCII", head("GET /a HTTP/1.1", HOST, "X-One: é")],
  ["a space in the address", head("GET /a b HTTP/1.1", HOST)],
])("%s is left to node:http", (_, text) => {
  expect(parsePlainRequest(text)).toBeNull();
});

test("what is read is read as node:http does, whatever is done to the bytes", async () => {
  const name = fc.constantFrom(
    ...["Accept", "accept", "Cookie", "X-Forwarded-For", "If-None-Match", "Authorization", "Host"],
    ...["Content-Length", "Transfer-Encoding", "Connection", "Set-Cookie", "TE", "X-A", "x-1"],
  );
  const value = fc.oneof(
    fc.constantFrom("", "1", "keep-alive", "close", "chunked", " a\tb ", "Keep-Alive, TE"),
    fc.string({ maxLength: 12 }),
  );
  const line = fc.tuple(name, fc.constantFrom(":", ": ", ":\t", " :", ""), value);
  const text = fc
    .record({
      url: fc.oneof(
        fc.constant("/a?b=c"),
        fc.string({ maxLength: 8 }).map((path) => `/${path}`),
      ),
      lines: fc.array(
        line.map((parts) => parts.join("")),
        { maxLength: 5 },
      ),
      tail: fc.constantFrom("", "", "", "x", plain, "GET / HTTP/1.1\r\n"),
    })
    .map(({ url, lines, tail }) => head(`GET ${url} HTTP/1.1`, HOST, ...lines) + tail);
  let readable = 0;
  const isReadAlike = async (bytes: string) => {
    const read = parsePlainRequest(bytes);
    if (!read) return;
    readable += 1;
    const { lines: _, ...message } = read;
    const [first, ...others] = await readByNode(bytes);
    expect(others).toEqual([]);
    expect(first).toMatchObject(message);
    expect(first?.headers).toEqual(read.headers);
  };
  await fc.assert(fc.asyncProperty(text, isReadAlike), { numRuns: 300 });
  expect(readable).toBeGreaterThan(10);
});

test("a long head takes no longer than its length", () => {
  const heads = [
    head("GET /a HTTP/1.1", `Host:${" ".repeat(50_000)}\0`),
    head("GET /a HTTP/1.1", HOST, `${"a".repeat(50_000)}\0:`),
    head("GET /a HTTP/1.1", ...Array.from({ length: 5_000 }, (_, at) => `X-${at}: ${at}`), "\0"),
  ];
  expect(heads.map((text) => parsePlainRequest(text))).toEqual([null, null, null]);
  expect(effortOf(() => heads.map((text) => parsePlainRequest(text)))).toBeLessThan(10);
});
