import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { expect, test } from "vitest";
import { guardedAgent, guardedLookup, isAllowedAddress, requireAllowedUrl } from "./ssrf-guard";

const strict = { allowLoopback: false };
const local = { allowLoopback: true };

const EVIL = [
  "http://127.0.0.1/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://017700000001/",
  "http://0/",
  "http://0.0.0.0/",
  "http://localhost/",
  "http://LOCALHOST./",
  "http://anything.localhost/",
  "http://[::1]/",
  "http://[::]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[::127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[2002:7f00:1::]/",
  "http://[fe80::1]/",
  "http://[fc00::1]/",
  "http://[fd00:ec2::254]/",
  "http://[fec0::1]/",
  "http://[ff02::1]/",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.1.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://[::ffff:169.254.169.254]/",
  "http://100.64.0.1/",
  "http://198.18.0.1/",
  "http://192.0.2.1/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
  "http://①②⑦.⓪.⓪.①/",
  "http://127。0。0。1/",
  "file:///etc/passwd",
  "ftp://example.com/",
  "gopher://example.com/",
  "data:text/plain,x",
  "http://user:secret@example.com/",
  "not a url",
  "",
];

test.each(EVIL)("%s is blocked", (address) => {
  expect(() => requireAllowedUrl(address, strict)).toThrow(
    expect.objectContaining({ name: "ProviderError", reason: "blocked", retryable: false }),
  );
});

test.each(["https://api.openai.com/v1", "http://93.184.215.14/", "https://[2606:4700::1111]/v1"])(
  "%s is public and goes through",
  (address) => {
    expect(requireAllowedUrl(address, strict).href).toContain(new URL(address).hostname);
  },
);

test("this machine is reachable only where loopback is allowed, and other private nets not even then", () => {
  for (const address of [
    "http://127.0.0.1:11434/v1",
    "http://localhost:8000",
    "http://[::1]:8000",
  ]) {
    expect(() => requireAllowedUrl(address, local)).not.toThrow();
    expect(() => requireAllowedUrl(address, strict)).toThrow();
  }
  for (const address of ["http://10.0.0.5/", "http://169.254.169.254/", "http://0.0.0.0/"]) {
    expect(() => requireAllowedUrl(address, local)).toThrow();
  }
});

test("a host that the operator trusts is reachable, its neighbours are not", () => {
  const guard = { allowLoopback: false, allowHosts: ["10.0.0.5", "models.internal"] };
  expect(() => requireAllowedUrl("http://10.0.0.5:8000/v1", guard)).not.toThrow();
  expect(() => requireAllowedUrl("http://10.0.0.6:8000/v1", guard)).toThrow();
});

test("a message about a blocked address holds no password", () => {
  expect(() => requireAllowedUrl("http://user:hunter2@10.0.0.1/", strict)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
  );
});

function answer(...addresses: string[]) {
  return (
    _host: string,
    done: (e: Error | null, a: { address: string; family: number }[]) => void,
  ) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
}

function look(
  host: string,
  guard: { allowLoopback: boolean; allowHosts?: string[] },
  ...ips: string[]
) {
  return new Promise<unknown>((resolve, reject) => {
    guardedLookup(guard, answer(...ips))(host, { all: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    );
  });
}

test("a public name that leads to a private address is blocked", async () => {
  for (const ip of ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"]) {
    await expect(look("rebind.example", strict, ip)).rejects.toMatchObject({ reason: "blocked" });
  }
});

test("one private answer among public ones blocks the name", async () => {
  await expect(look("mixed.example", strict, "93.184.215.14", "10.0.0.1")).rejects.toMatchObject({
    reason: "blocked",
  });
});

test("a public name that leads to this machine is blocked even where loopback is allowed", async () => {
  await expect(look("rebind.example", local, "127.0.0.1")).rejects.toMatchObject({
    reason: "blocked",
  });
  await expect(look("localhost", local, "127.0.0.1")).resolves.toEqual([
    { address: "127.0.0.1", family: 4 },
  ]);
});

test("the address that was checked is the one that is connected to", async () => {
  await expect(look("api.example", strict, "93.184.215.14")).resolves.toEqual([
    { address: "93.184.215.14", family: 4 },
  ]);
});

test("a connection itself asks the guard, so a name cannot slip through", async () => {
  const server = createServer((_request, response) => response.end("inside"));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const agent = guardedAgent(strict, answer("127.0.0.1"));
  try {
    await expect(
      request(`http://rebind.example:${port}/`, { dispatcher: agent }),
    ).rejects.toMatchObject({ reason: "blocked" });
  } finally {
    await agent.close();
    server.close();
  }
});

test("addresses that are no addresses are not allowed", () => {
  for (const text of ["", "example.com", "::zz"]) {
    expect(isAllowedAddress(text, local)).toBe(false);
  }
  expect(isAllowedAddress("8.8.8.8", strict)).toBe(true);
});
