// As many requests as a server answers, from a process of its own: one request at a time on each connection,
// the answers parsed no further than to their end, so that the load costs less than what it measures.
import { connect } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

process.on("message", async ({ port, path, headers, connections, ms }) => {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  const until = performance.now() + ms;
  const startedAt = performance.now();
  const latencies = [];
  const statuses = {};
  const one = () => keepAsking({ port, request, until, latencies, statuses });
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  process.send({ perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99), statuses });
});

function keepAsking({ port, request, until, latencies, statuses }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let askedAt = 0;
    let got = Buffer.alloc(0);
    const ask = () => {
      askedAt = performance.now();
      socket.write(request);
    };
    socket.on("connect", ask);
    socket.on("error", reject);
    socket.on("close", resolve);
    socket.on("data", (data) => {
      got = got.length === 0 ? data : Buffer.concat([got, data]);
      if (!isWhole(got)) return;
      latencies.push(performance.now() - askedAt);
      const status = got.toString("latin1", 9, 12);
      statuses[status] = (statuses[status] ?? 0) + 1;
      got = Buffer.alloc(0);
      if (performance.now() < until) ask();
      else socket.end();
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
