import { expect, test } from "vitest";
import { root } from "../root.mjs";
import { addressOf, parseFlags } from "./flags.mjs";

test("without flags Galley listens on this machine only, on port 3000, with its demo", () => {
  expect(parseFlags([])).toEqual({
    port: 3000,
    host: "127.0.0.1",
    dataDir: `${root}/.galley`,
    demo: true,
    help: false,
  });
});

test("a flag beats the environment, and the environment beats the default", () => {
  const environment = { GALLEY_PORT: "4000", GALLEY_HOST: "0.0.0.0", GALLEY_DEMO: "0" };
  expect(parseFlags(["--port", "5000"], environment)).toMatchObject({
    port: 5000,
    host: "0.0.0.0",
    demo: false,
  });
});

test.each([
  ["https://galley.example", [], {}, false],
  ["https://127.0.0.1.evil.example", [], {}, false],
  ["https://galley.example", ["--demo"], {}, true],
  ["https://galley.example", [], { GALLEY_DEMO: "1" }, true],
  ["https://galley.example", ["--no-demo"], { GALLEY_DEMO: "1" }, false],
  ["http://localhost:3000", [], {}, true],
  ["http://127.0.0.1:8080", [], {}, true],
  ["http://[::1]:3000", [], {}, true],
])("at %s with %j and %j there is a demo project: %s", (GALLEY_URL, flags, environment, demo) => {
  expect(parseFlags(flags, { GALLEY_URL, ...environment })).toMatchObject({ demo });
});

test("the demo project cannot be asked for and refused at once", () => {
  expect(() => parseFlags(["--demo", "--no-demo"])).toThrow("not both");
});

test("a data folder is taken relative to where the command was given", () => {
  expect(parseFlags(["--data-dir", "/srv/galley"]).dataDir).toBe("/srv/galley");
  expect(parseFlags(["--data-dir=data"]).dataDir).toBe(`${process.cwd()}/data`);
});

test.each(["0", "65536", "12.5", "http", ""])("%j is not a port", (port) => {
  expect(() => parseFlags(["--port", port])).toThrow("--port must be a number from 1 to 65535");
});

test("a flag that does not exist is named, with the ones that do", () => {
  expect(() => parseFlags(["--prot", "1"])).toThrow(/'--prot'(.|\n)*--no-demo/);
});

test("a word that belongs to no flag is refused", () => {
  expect(() => parseFlags(["3000"])).toThrow("3000");
});

test.each([
  ["127.0.0.1", "http://127.0.0.1:3000"],
  ["0.0.0.0", "http://localhost:3000"],
  ["::", "http://localhost:3000"],
  ["::1", "http://[::1]:3000"],
])("bound to %s, people go to %s", (host, address) => {
  expect(addressOf(host, 3000)).toBe(address);
});
