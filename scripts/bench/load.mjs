// As many requests as a server answers, from a process of its own: one request at a time on each connection,
// the answers parsed no further than to their end, so that the load costs less than what it measures.
// With `everyMs` each connection begins one in that time, however fast the answers are; `paths` are asked in turn.
import { connect } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

process.on("message", async ({ port, path, paths = [path], connections, ms, ...request }) => {
  const { headers, body, everyMs = 0 } = request;
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...length, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const method = body === undefined ? "GET" : "POST";
  const requests = paths.map((one) =>
    Buffer.from(`${method} ${one} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body ?? ""}`),
  );
  let next = 0;
  const nextRequest = () => requests[next++ % requests.length];
  const startedAt = performance.now();
  const until = startedAt + ms;
  const answers = [];
  const one = (_, index) => {
    const firstAt = startedAt + (everyMs * index) / connections;
    return keepAsking({ port, nextRequest, firstAt, everyMs, until, answers });
  };
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - startedAt) / 1000;
  const byStatus = {};
  for (const status of new Set(answers.map((answer) => answer.status))) {
    const latencies = answers
      .filter((answer) => answer.status === status)
      .map(({ latency }) => latency);
    byStatus[status] = { n: latencies.length, ...quantiles(latencies) };
  }
  process.send({
    perSecond: answers.length / seconds,
    ...quantiles(answers.map(({ latency }) => latency)),
    byStatus,
  });
});

function quantiles(latencies) {
  latencies.sort((a, b) => a - b);
  const at = (share) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  return { p50: at(0.5), p99: at(0.99), most: latencies.at(-1) };
}

function keepAsking({ port, nextRequest, firstAt, everyMs, until, answers }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let askedAt = 0;
    let got = Buffer.alloc(0);
    const ask = () => {
      askedAt = performance.now();
      socket.write(nextRequest());
    };
    const askAt = (at) => {
      const waitMs = at - performance.now();
      if (Math.max(at, performance.now()) >= until) socket.end();
      else if (waitMs > 0) setTimeout(ask, waitMs);
      else ask();
    };
    socket.on("connect", () => askAt(firstAt));
    socket.on("error", reject);
    socket.on("close", resolve);
    socket.on("data", (data) => {
      got = got.length === 0 ? data : Buffer.concat([got, data]);
      if (!isWhole(got)) return;
      const status = got.toString("latin1", 9, 12);
      answers.push({ status, latency: performance.now() - askedAt });
      got = Buffer.alloc(0);
      askAt(askedAt + everyMs);
    });
  });
}

function isWhole(got) {
  const end = got.indexOf(HEAD_END);
  if (end < 0) return false;
  const head = got.toString("latin1", 0, end).toLowerCase();
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) return got.length >= end + 4 + Number(length);
  if (head.includes("transfer-encoding: chunked")) {
    return got.subarray(got.length - LAST_CHUNK.length).equals(LAST_CHUNK);
  }
  return true;
}

process.on("disconnect", () => process.exit(0));
