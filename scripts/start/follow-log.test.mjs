import { expect, test } from "vitest";
import { forTerminal, withoutRepeats } from "./follow-log.mjs";

const line = (entry) => JSON.stringify(entry);

test("everyday lines stay in the log file", () => {
  expect(forTerminal("web", line({ level: 30, msg: "web ready" }))).toBeNull();
  expect(forTerminal("web", "▲ Next.js 16")).toBeNull();
  expect(forTerminal("web", "{not json")).toBeNull();
});

test("an error is shown with its process, its cause and its request", () => {
  const entry = { level: 50, msg: "a request failed", err: { message: "boom" }, requestId: "r1" };
  expect(forTerminal("web", line(entry))).toBe("web error: a request failed: boom (request r1)");
});

test("a notice is shown as it is, whatever its level", () => {
  expect(forTerminal("web", line({ level: 30, notice: true, msg: "Set up at …" }))).toBe(
    "Set up at …",
  );
});

test("what fails again and again for the same reason is shown once in a while", () => {
  const printed = [];
  let time = 0;
  const print = withoutRepeats((text) => printed.push(text), { pauseMs: 1_000, now: () => time });
  print("web error: the database does not answer (request r1)");
  print("web error: the database does not answer (request r2)");
  print("web error: another (request r3)");
  time = 1_000;
  print("web error: the database does not answer (request r4)");
  expect(printed.map((text) => text.slice(-3, -1))).toEqual(["r1", "r3", "r4"]);
});
