import { expect, test } from "vitest";
import { attack } from "@/scripts/testing/attack";
import { isAllowedHost } from "./allowed-host";
import { parseHost } from "./host-names";

const rules = { publicUrl: "https://galley.example", hosts: ["galley.internal", "192.0.2.7"] };

test.each([
  ["galley.example", "the host of GALLEY_URL"],
  ["GALLEY.example.:443", "in another spelling"],
  ["localhost:3000", "loopback by name"],
  ["galley.localhost", "loopback by name"],
  ["127.0.0.1:3000", "loopback by address"],
  ["[::1]:3000", "loopback by address"],
  ["galley.internal", "GALLEY_HOSTS"],
  ["192.0.2.7:3000", "GALLEY_HOSTS"],
  ["10.0.0.5:3000", "the address that the connection came to"],
])("%s is answered: %s", (host) => {
  expect(isAllowedHost(host, "::ffff:10.0.0.5", rules)).toBe(true);
});

test("GALLEY_HOSTS takes names and addresses, with a port or without", () => {
  expect(parseHost("galley.internal:8080")).toBe("galley.internal");
  expect(parseHost("fd00::5")).toBe("fd00::5");
  expect(parseHost("[fd00:0::5]:8080")).toBe("fd00::5");
  expect(parseHost("https://galley.example")).toBeNull();
});

attack("nobody", "a host that is not ours: rebinding, look-alikes, no host", () => {
  const hosts = [
    "evil.example",
    "evil.example:3000",
    "galley.example.evil.example",
    "galley.example@evil.example",
    "evil.example/galley.example",
    "evil.example#galley.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "xlocalhost",
    "0.0.0.0:3000",
    "[::]:3000",
    "10.0.0.6",
    "galley.example evil.example",
    "galley.example\\evil.example",
    "",
    ":3000",
    undefined,
  ];
  for (const host of hosts) expect(isAllowedHost(host, "10.0.0.5", rules), host).toBe(false);
  return `${hosts.length} refused`;
});
