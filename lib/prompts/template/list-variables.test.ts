import { expect, test } from "vitest";
import { listVariables, variableProblems } from "./list-variables";
import { computeEditDistance, nearestName } from "./nearest-name";

const messages = [
  { role: "system" as const, content: "For {{customer_tear}} and {{ticket}}." },
  { placeholder: "history" },
  { role: "user" as const, content: "{{ticket}}\n{{order.id}}" },
];

test("variables come in the order of first use, with the count of uses", () => {
  expect(listVariables(messages).map(({ name, uses }) => [name, uses])).toEqual([
    ["customer_tear", 1],
    ["ticket", 2],
    ["order.id", 1],
  ]);
  expect(listVariables(messages)[1]?.places[1]).toMatchObject({ message: 2, line: 1, column: 1 });
});

test("an unknown variable is reported with the name that was meant", () => {
  const { unknown } = variableProblems(messages, ["ticket", "customer_tier", "order"]);
  expect(unknown).toMatchObject([{ name: "customer_tear", suggestion: "customer_tier" }]);
});

test("a provided variable that no message uses is reported", () => {
  expect(variableProblems(messages, ["ticket", "language", "order"]).unused).toEqual(["language"]);
});

test("broken marks are reported with their message", () => {
  const broken = [{ role: "user" as const, content: "a {{ b c }}" }];
  expect(variableProblems(broken, []).marks).toMatchObject([{ at: 0, line: 1, column: 3 }]);
});

test("a suggestion is near or there is none", () => {
  expect(computeEditDistance("ticket", "tikcet")).toBe(1);
  expect(computeEditDistance("", "abc")).toBe(3);
  expect(nearestName("langauge", ["language", "ticket"])).toBe("language");
  expect(nearestName("order", ["ticket", "language"])).toBeUndefined();
});
