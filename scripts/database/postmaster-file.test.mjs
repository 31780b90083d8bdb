import { expect, test } from "vitest";
import { parsePostmasterFile } from "./postmaster-file.mjs";

const file = "2406\n/data/postgres\n1763809201\n40123\n\n127.0.0.1\n   123 456\nready   \n";

test("a running server tells its process, port and state", () => {
  expect(parsePostmasterFile(file)).toEqual({ pid: 2406, port: 40123, state: "ready" });
});

test("a server that is still starting has a process but is not ready", () => {
  const [pid, folder, time] = file.split("\n");
  expect(parsePostmasterFile([pid, folder, time].join("\n"))).toEqual({
    pid: 2406,
    port: null,
    state: "",
  });
});

test.each(["", "\n", "abc\n"])(
  "a file in the middle of being written (%j) tells nothing",
  (text) => {
    expect(parsePostmasterFile(text)).toBeNull();
  },
);
