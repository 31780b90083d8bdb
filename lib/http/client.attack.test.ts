import fc from "fast-check";
import { expect, test } from "vitest";
import { attack } from "@/scripts/testing/attack";
import {
  type Connection,
  NO_PROXIES,
  parseClient,
  parseTrustedProxies,
  throttleAddress,
} from "./client";

function from(peerAddress: string, headers: Connection["headers"]): Connection {
  return {
    peerAddress,
    ownAddress: "10.0.0.2",
    isEncrypted: false,
    httpVersion: "1.1",
    headers: { host: "galley.example", ...headers },
    isForwarded: true,
  };
}

const oneHop = parseTrustedProxies("1") ?? NO_PROXIES;
const twoHops = parseTrustedProxies("2") ?? NO_PROXIES;
const network = parseTrustedProxies("10.0.0.0/8, fd00::/8") ?? NO_PROXIES;

test.each([
  ["one proxy", oneHop, "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["one proxy, IPv4 in IPv6", oneHop, "::ffff:10.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"],
  ["a port behind the address", oneHop, "10.0.0.1", "203.0.113.9:4711", "203.0.113.9"],
  ["IPv6 with a port", oneHop, "10.0.0.1", "[2001:db8::9]:4711", "2001:db8::9"],
  ["two proxies", twoHops, "10.0.0.1", "203.0.113.9, 10.0.0.3", "203.0.113.9"],
  ["two proxies, one of them passed by", twoHops, "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["ranges", network, "10.0.0.1", "203.0.113.9, 10.9.9.9", "203.0.113.9"],
  ["ranges, called from inside", network, "10.0.0.1", "", "10.0.0.1"],
])("%s: the client's address", (_, proxies, peer, forwardedFor, address) => {
  expect(parseClient(from(peer, { "x-forwarded-for": forwardedFor }), proxies).address).toBe(
    address,
  );
});

test("a trusted proxy tells protocol and host", () => {
  const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "galley.example:8443" };
  expect(parseClient(from("10.0.0.1", headers), oneHop)).toMatchObject({
    protocol: "https",
    host: "galley.example:8443",
  });
});

test("what GALLEY_TRUST_PROXY may say", () => {
  expect(parseTrustedProxies("0")).toEqual({ hops: 0 });
  expect(parseTrustedProxies("")).toEqual({ hops: 0 });
  expect(parseTrustedProxies("10.0.0.0/8,::1")).toEqual({ ranges: ["10.0.0.0/8", "::1"] });
  for (const wrong of ["yes", "true", "proxy.example", "10.0.0.0/99", "12", "-1", ","]) {
    expect(parseTrustedProxies(wrong), wrong).toBeNull();
  }
});

test("wrong tries of one IPv6 network count together", () => {
  expect(throttleAddress("2001:db8:1:2:3:4:5:6")).toBe(throttleAddress("2001:db8:1:2::9"));
  expect(throttleAddress("2001:db8:1:3::9")).not.toBe(throttleAddress("2001:db8:1:2::9"));
  expect(throttleAddress("203.0.113.9")).toBe("203.0.113.9");
});

const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 20 }));

attack("nobody", "X-Forwarded-* of their own, no proxy is trusted", () => {
  fc.assert(
    fc.property(fc.array(address), fc.string(), fc.webUrl(), (list, protocol, host) => {
      const headers = {
        "x-forwarded-for": list.join(", "),
        "x-forwarded-proto": protocol,
        "x-forwarded-host": host,
      };
      expect(parseClient(from("203.0.113.9", headers), NO_PROXIES)).toEqual({
        address: "203.0.113.9",
        protocol: "http",
        host: "galley.example",
      });
    }),
  );
  return "the socket's address, in 100 tries";
});

attack("nobody", "X-Forwarded-For of their own in front of what a trusted proxy appends", () => {
  fc.assert(
    fc.property(fc.array(address), (list) => {
      const forged = [...list, "203.0.113.9"].join(", ");
      for (const proxies of [oneHop, network]) {
        const client = parseClient(from("10.0.0.1", { "x-forwarded-for": forged }), proxies);
        expect(client.address).toBe("203.0.113.9");
      }
    }),
  );
  return "the appended address, in 100 tries";
});

attack("nobody", "X-Forwarded-For past the proxy, from outside of the trusted ranges", () => {
  const client = parseClient(from("203.0.113.9", { "x-forwarded-for": "127.0.0.1" }), network);
  expect(client.address).toBe("203.0.113.9");
  return "the socket's address";
});

attack("nobody", "a Forwarded header, which trusted proxies pass on as it came", () => {
  const client = parseClient(from("10.0.0.1", { forwarded: "for=127.0.0.1" }), oneHop);
  expect(client.address).toBe("10.0.0.1");
  return "not read";
});
