import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { answerOnSockets } from "./answer-on-sockets";
import { prepareDrain } from "./drain-server";
import { makeWireAnswer } from "./wire-answer";

interface Options {
  keepAliveMs?: number;
  body?: Buffer;
  respond?: (req: IncomingMessage, res: ServerResponse) => void;
}

/** `/hot` is answered on the socket, `/later…` through the server, everything else by node:http. */
async function startServer({ keepAliveMs = 60_000, body, respond }: Options = {}) {
  const byNode: string[] = [];
  let admissions = 0;
  const server = createServer((req, res) => {
    byNode.push(`${req.method} ${req.url}`);
    if (respond) return respond(req, res);
    let length = 0;
    req.on("data", (piece) => {
      length += piece.length;
    });
    req.on("end", () => res.end(`by node: ${length}`));
  });
  const hot = makeWireAnswer(200, {
    headers: { etag: '"1"' },
    body: body ?? Buffer.from("warm é"),
  });
  const end = answerOnSockets(server, {
    keepAliveMs,
    admit: ({ headers }) => {
      admissions += 1;
      return headers["x-odd"] === undefined;
    },
    answer: ({ url }) => (url === "/hot" ? hot : url.startsWith("/later") ? "later" : null),
  });
  const drain = prepareDrain(server, { requestMs: 60_000, streamMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    end();
  });
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  const { port } = server.address() as AddressInfo;
  return {
    byNode,
    admissions: () => admissions,
    end,
    drain,
    sockets,
    connect: () => connectTo(port),
  };
}

/** A client that sees what goes over the wire. */
function connectTo(port: number) {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  const state = { got: "", isEnded: false };
  socket.on("data", (piece) => {
    state.got += piece.toString("utf8");
  });
  socket.on("end", () => {
    state.isEnded = true;
  });
  socket.on("error", () => {});
  const bodies = () => state.got.split(/HTTP\/1\.1 \d+ [\s\S]*?\r\n\r\n/).slice(1);
  return { socket, state, bodies };
}

const get = (path: string, ...more: string[]) =>
  `${[`GET ${path} HTTP/1.1`, "Host: 127.0.0.1", ...more].join("\r\n")}\r\n\r\n`;
const post = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${length}\r\n\r\n`;

async function ask({ socket, bodies }: ReturnType<typeof connectTo>, text: string) {
  const before = bodies().length;
  socket.write(text);
  await vi.waitFor(() => expect(bodies().at(before)).toBeTruthy());
  return bodies().at(before);
}

test("a connection gets what is known without node:http, as often as it asks", async () => {
  const { byNode, connect } = await startServer();
  const client = connect();
  for (let turn = 0; turn < 3; turn++) expect(await ask(client, get("/hot"))).toBe("warm é");
  expect(byNode).toEqual([]);
  const [head = ""] = client.state.got.split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(head).toContain('\r\netag: "1"\r\ncontent-length: 7\r\nx-request-id: ');
  expect(head).toContain("\r\nx-content-type-options: nosniff\r\n");
  expect(head).toContain("\r\nconnection: keep-alive\r\nkeep-alive: timeout=60");
  expect(Date.parse(/\r\ndate: ([^\r]+)/.exec(head)?.[1] ?? "")).not.toBeNaN();
});

test("a connection is admitted once for the same headers, and again when they change", async () => {
  const { byNode, admissions, connect } = await startServer();
  const client = connect();
  for (let turn = 0; turn < 3; turn++) await ask(client, get("/hot"));
  expect(admissions()).toBe(1);
  expect(await ask(client, get("/hot", "X-Even: 1"))).toBe("warm é");
  expect(admissions()).toBe(2);
  expect(await ask(client, get("/hot", "X-Odd: 1"))).toContain("by node");
  expect([admissions(), byNode]).toEqual([3, ["GET /hot"]]);
});

test("a large answer is whole", async () => {
  const body = Buffer.alloc(3_000_000, "é");
  const { connect } = await startServer({ body });
  const client = connect();
  client.socket.write(get("/hot"));
  await vi.waitFor(() => expect(client.bodies()[0]?.length).toBe(1_500_000));
});

test("what is looked up is answered by the server, and the connection goes on as before", async () => {
  const { byNode, connect } = await startServer();
  const client = connect();
  expect(await ask(client, get("/hot"))).toBe("warm é");
  expect(await ask(client, get("/later"))).toContain("by node: 0");
  expect(await ask(client, get("/hot"))).toBe("warm é");
  expect(await ask(client, get("/later/2"))).toContain("by node: 0");
  expect(byNode).toEqual(["GET /later", "GET /later/2"]);
});

test("who asks again before the answer came gets both answers in turn", async () => {
  const open: ServerResponse[] = [];
  const { connect } = await startServer({ respond: (_, res) => void open.push(res) });
  const client = connect();
  client.socket.write(get("/later"));
  await vi.waitFor(() => expect(open).toHaveLength(1));
  client.socket.write(get("/hot"));
  open[0]?.end("late");
  await vi.waitFor(() => expect(client.bodies()).toHaveLength(2));
  expect(client.bodies()[0]).toContain("late");
  expect(client.bodies()[1]).toBe("warm é");
});

test.each([
  ["another address", [get("/other")], ["GET /other"]],
  ["a request in two pieces", [get("/hot").slice(0, 9), get("/hot").slice(9)], ["GET /hot"]],
  ["two requests at once", [get("/hot") + get("/other")], ["GET /hot", "GET /other"]],
  ["the last request of a connection", [get("/hot", "Connection: close")], ["GET /hot"]],
  [
    "a request after its first answers",
    [get("/hot"), get("/other"), get("/hot")],
    ["GET /other", "GET /hot"],
  ],
])("%s goes to node:http", async (_, pieces, expected) => {
  const { byNode, sockets, connect } = await startServer();
  const { socket, bodies } = connect();
  let length = 0;
  for (const piece of pieces) {
    socket.write(piece);
    length += piece.length;
    await vi.waitFor(() => expect(sockets[0]?.bytesRead).toBe(length));
  }
  await vi.waitFor(() => expect(byNode).toEqual(expected));
  await vi.waitFor(() => expect(bodies().at(-1)).toContain("by node"));
});

test("an upload on a connection that was answered on the socket arrives whole", async () => {
  const { connect } = await startServer();
  const client = connect();
  await ask(client, get("/hot"));
  const body = "é".repeat(2_000_000);
  expect(await ask(client, post("/upload", 4_000_000) + body)).toContain("by node: 4000000");
  expect(await ask(client, get("/other"))).toContain("by node: 0");
});

test("a client that leaves while its answer is looked up ends that answer", async () => {
  const open: ServerResponse[] = [];
  const { connect } = await startServer({ respond: (_, res) => void open.push(res) });
  const { socket } = connect();
  socket.write(get("/later"));
  await vi.waitFor(() => expect(open).toHaveLength(1));
  socket.resetAndDestroy();
  const write = () => {
    if (!open[0]?.destroyed) open[0]?.write("x".repeat(100_000));
    expect(open[0]?.destroyed).toBe(true);
  };
  await vi.waitFor(write);
});

test("a client that does not read is not answered any further", async () => {
  const body = Buffer.alloc(10_000_000);
  const { sockets, connect } = await startServer({ body });
  const { socket, state } = connect();
  socket.pause();
  const requests = 5;
  for (let turn = 0; turn < requests; turn++) {
    await vi.waitFor(() => expect(socket.writableLength).toBe(0));
    socket.write(get("/hot"));
    // An answer to somebody else comes after this request was read, if it is read at all.
    const other = connect();
    await ask(other, get("/other"));
  }
  expect(sockets[0]?.writableLength).toBeLessThan(2 * body.length);
  socket.resume();
  await vi.waitFor(() => expect(state.got.length).toBeGreaterThan(requests * body.length), {
    timeout: 20_000,
  });
}, 40_000);

test("a connection that asks nothing is closed after a while", async () => {
  const { connect } = await startServer({ keepAliveMs: 50 });
  const [silent, once] = [connect(), connect()];
  await ask(once, get("/hot"));
  await vi.waitFor(() => expect([silent.state.isEnded, once.state.isEnded]).toEqual([true, true]));
});

test("an answer that is looked up may take longer than a connection at rest", async () => {
  const open: ServerResponse[] = [];
  const { connect } = await startServer({
    keepAliveMs: 50,
    respond: (_, res) => void open.push(res),
  });
  const [later, silent] = [connect(), connect()];
  later.socket.write(get("/later"));
  await vi.waitFor(() => expect(open).toHaveLength(1));
  // It came after the request, and its time is over.
  const silentLater = connect();
  for (const { state } of [silent, silentLater]) {
    await vi.waitFor(() => expect(state.isEnded).toBe(true));
  }
  open[0]?.end("late");
  await vi.waitFor(() => expect(later.bodies()[0]).toContain("late"));
  await vi.waitFor(() => expect(later.state.isEnded).toBe(true));
});

test("a client that has said all gets its answers and an end", async () => {
  const { connect } = await startServer();
  const { socket, state, bodies } = connect();
  socket.end(get("/hot"));
  await vi.waitFor(() => expect(state.isEnded).toBe(true));
  expect(bodies()).toEqual(["warm é"]);
});

test("a server that stops closes connections at rest and answers what it has begun", async () => {
  const open: ServerResponse[] = [];
  const { connect, end, drain } = await startServer({ respond: (_, res) => void open.push(res) });
  const [silent, once, later] = [connect(), connect(), connect()];
  await ask(once, get("/hot"));
  later.socket.write(get("/later"));
  await vi.waitFor(() => expect(open).toHaveLength(1));
  end();
  const drained = drain();
  await vi.waitFor(() => expect([silent.state.isEnded, once.state.isEnded]).toEqual([true, true]));
  expect(later.state.isEnded).toBe(false);
  open[0]?.end("late");
  await vi.waitFor(() => expect(later.state.isEnded).toBe(true));
  expect(later.state.got).toContain("\r\nConnection: close\r\n");
  expect(later.state.got).toContain("late");
  for (const { socket } of [silent, once, later]) socket.destroy();
  await drained;
});
