import { expect, test } from "vitest";
import { isDatabaseGone } from "./is-database-gone";

const failed = (more: object, message = "failed") => Object.assign(new Error(message), more);
const below = (cause: object) => ({ meta: { driverAdapterError: { cause } } });

// As they came while a server was killed, started again and killed for good.
test.each([
  ["Prisma's query, nobody there", failed({ code: "P1001" })],
  [
    "Prisma's raw query, nobody there",
    failed({ code: "P2010", ...below({ kind: "DatabaseNotReachable" }) }),
  ],
  [
    "Prisma's query while the server starts",
    failed({ code: "P2039", ...below({ kind: "postgres", originalCode: "57P03" }) }),
  ],
  ["pg, nobody there", failed({ code: "ECONNREFUSED" })],
  ["pg while the server starts", failed({ code: "57P03" })],
  ["pg, cut while it was asked", failed({}, "Connection terminated unexpectedly")],
])("%s: the database is gone", (_, error) => {
  expect(isDatabaseGone(error)).toBe(true);
});

test.each([
  ["a clash", failed({ code: "P2002" })],
  ["a query of the wrong shape", failed({ code: "P2010", ...below({ originalCode: "42601" }) })],
  ["a statement that took too long", failed({ code: "57014" })],
  ["anything else", failed({})],
  ["no error at all", "ECONNREFUSED"],
])("%s: the database is there", (_, error) => {
  expect(isDatabaseGone(error)).toBe(false);
});
