import { expect, test } from "vitest";
import { knownNames, variableRows } from "./editor-names";

const messages = [
  { role: "system" as const, content: "Tier {{customer_tear}}" },
  { role: "user" as const, content: "{{ticket}} {{language}}" },
];

test("a name that no case provides is unknown, with the name that was meant", () => {
  const rows = variableRows(messages, ["ticket", "customer_tier", "language", "order_id"]);
  expect(rows.find(({ name }) => name === "customer_tear")).toMatchObject({
    state: "unknown",
    suggestion: "customer_tier",
  });
});

test("a name that is provided and not used is listed as unused", () => {
  const rows = variableRows(messages, ["ticket", "customer_tear", "language", "order_id"]);
  expect(rows.at(-1)).toMatchObject({ name: "order_id", state: "unused" });
});

test("without an eval set a new name is fine, a slip of an old one is not", () => {
  const names = knownNames(messages, undefined, ["ticket", "customer_tier"]);
  expect(names).toContain("language");
  expect(names).not.toContain("customer_tear");
});

test("a slip is still put right when the old name is used nowhere any more", () => {
  const names = knownNames(messages, undefined, ["ticket", "customer_tier"]);
  expect(variableRows(messages, names)).toContainEqual(
    expect.objectContaining({ name: "customer_tear", suggestion: "customer_tier" }),
  );
});
