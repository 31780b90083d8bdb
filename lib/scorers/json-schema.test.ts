import { expect, test } from "vitest";
import { compileJsonSchema } from "./json-schema";
import { matchSchema } from "./match-schema";

test("each pattern of a schema holds for its own member, and the violation names the path", () => {
  const check = compileJsonSchema({
    type: "object",
    properties: {
      order: { type: "object", properties: { id: { type: "string", pattern: "^NW-" } } },
      zip: { type: "string", pattern: "^[0-9]+$" },
    },
    patternProperties: { "^x-": { type: "string" } },
  });
  expect(check({ order: { id: "NW-1" }, zip: "1010" }, 40)).toBeNull();
  expect(check({ order: { id: "1" } }, 20)).toBe('order.id must match pattern "^NW-"');
  expect(check({ zip: "NW-1" }, 20)).toBe('zip must match pattern "^[0-9]+$"');
  expect(check({ "x-note": 1 }, 20)).toBe("x-note must be string");
});

test("a schema that cannot be used is a problem of its own, with or without a value", () => {
  const schema = { type: "text" };
  expect(matchSchema({ schema }).problem).toContain("The schema is not valid");
  expect(matchSchema({ schema, value: 1 })).toMatchObject({ violation: null });
  expect(matchSchema({ schema: { $ref: "https://example.com/order" } }).problem).toContain(
    "nothing is fetched",
  );
  expect(matchSchema({ schema: { type: "string" }, value: 1 })).toEqual({
    violation: "the value must be string",
    problem: null,
  });
});
