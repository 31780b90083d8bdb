import { expect, test } from "vitest";
import { parseInputs, toInputsSchema } from "./input-fields";

const schema = {
  type: "object",
  properties: {
    ticket: { type: "string", description: "What they wrote" },
    tier: { type: "string", enum: ["basic", "plus"] },
    orders: { type: "number" },
  },
  required: ["ticket"],
  additionalProperties: false,
};

test("a schema survives the simple form, with what the form does not show", () => {
  expect(toInputsSchema(parseInputs(schema), schema)).toEqual(schema);
});

test("an input without a name is not in the schema yet", () => {
  const [first] = parseInputs(schema);
  if (!first) throw new Error("there is an input");
  expect(toInputsSchema([{ ...first, name: " " }], undefined)).toBeUndefined();
});

test("values of a number are numbers", () => {
  const [field] = parseInputs({ type: "object", properties: { n: { type: "number" } } });
  const changed = field ? [{ ...field, values: ["1", "2"] }] : [];
  expect(toInputsSchema(changed, undefined)).toMatchObject({
    properties: { n: { enum: [1, 2] } },
  });
});
