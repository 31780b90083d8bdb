import { expect, test } from "vitest";
import { type Connection, forwardedHeaders } from "@/lib/http/client";
import { attack } from "@/scripts/testing/attack";
import { isFromThisMachine, isReachedLocally, type Reach } from "./this-machine";

const byDefault: Reach = {
  bindHost: "127.0.0.1",
  publicUrl: "http://127.0.0.1:3000",
  hosts: [],
  hasTrustedProxy: false,
};

function connection(headers: Record<string, string>, more: Partial<Connection> = {}): Connection {
  return {
    peerAddress: "127.0.0.1",
    ownAddress: "127.0.0.1",
    isEncrypted: false,
    httpVersion: "1.1",
    headers: { host: "127.0.0.1:3000", ...headers },
    isForwarded: forwardedHeaders(headers).length > 0,
    ...more,
  };
}

test.each([
  [{}],
  [{ host: "localhost:3000", origin: "http://localhost:3000" }],
  [{ host: "[::1]:3000", referer: "http://[::1]:3000/sign-in" }],
])("a browser on this machine is on this machine: %j", (headers) => {
  expect(isFromThisMachine(byDefault, connection(headers))).toBe(true);
});

test("whether others reach Galley follows from each setting", () => {
  expect(isReachedLocally(byDefault)).toBe(true);
  expect(isReachedLocally({ ...byDefault, publicUrl: "http://galley.localhost:3000" })).toBe(true);
  expect(isReachedLocally({ ...byDefault, publicUrl: "https://galley.example" })).toBe(false);
  expect(isReachedLocally({ ...byDefault, publicUrl: "https://localhost.evil.example" })).toBe(
    false,
  );
  expect(isReachedLocally({ ...byDefault, bindHost: "0.0.0.0" })).toBe(false);
  expect(isReachedLocally({ ...byDefault, bindHost: "10.0.0.5" })).toBe(false);
  expect(isReachedLocally({ ...byDefault, hosts: ["galley.example"] })).toBe(false);
  expect(isReachedLocally({ ...byDefault, hasTrustedProxy: true })).toBe(false);
});

attack("nobody", "demo sign-in through a proxy, by what each proxy leaves behind", () => {
  const connections: [string, Reach, Connection][] = [
    ["GALLEY_URL is public", { ...byDefault, publicUrl: "https://galley.example" }, connection({})],
    ["the proxy passes the host on", byDefault, connection({ host: "galley.example" })],
    ["nginx by default: HTTP/1.0", byDefault, connection({}, { httpVersion: "1.0" })],
    ["the page is another origin", byDefault, connection({ origin: "https://galley.example" })],
    ["the page hides its origin", byDefault, connection({ origin: "null" })],
    ["the page has another address", byDefault, connection({ referer: "https://galley.example/" })],
    ["a peer in the network", byDefault, connection({}, { peerAddress: "10.0.0.9" })],
    ["an unknown peer", byDefault, connection({}, { peerAddress: undefined })],
    ["bound to all addresses", { ...byDefault, bindHost: "0.0.0.0" }, connection({})],
    ...[
      "x-forwarded-for",
      "x-forwarded-host",
      "x-forwarded-proto",
      "x-forwarded-anything",
      "forwarded",
      "via",
      "x-real-ip",
      "cf-connecting-ip",
    ].map((name): [string, Reach, Connection] => [
      name,
      byDefault,
      connection({ [name]: "127.0.0.1" }),
    ]),
  ];
  for (const [why, reach, request] of connections) {
    expect(isFromThisMachine(reach, request), why).toBe(false);
  }
  return `none of ${connections.length} counts as this machine`;
});
