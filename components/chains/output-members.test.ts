import { expect, test } from "vitest";
import { describeOutput, describeSchema, listMembers } from "./output-members";

const triage = {
  type: "object",
  properties: {
    category: { enum: ["a", "b", "c", "d"] },
    priority: { enum: ["normal", "high"] },
    note: {},
  },
};

test("an output is said by its members", () => {
  expect(describeOutput(triage)).toEqual(["category: 4 labels", "priority: normal | high", "note"]);
});

test("text is text, and nothing is not known", () => {
  expect(describeOutput({ type: "string" })).toEqual(["string"]);
  expect(describeOutput(null)).toEqual(["not known"]);
});

test("a list is said by what is in it", () => {
  const passages = { type: "array", items: { type: "object", properties: { id: {}, text: {} } } };
  expect(describeSchema(passages)).toBe("{ id, text }[]");
  expect(describeSchema({ type: "array" })).toBe("list");
  expect(listMembers({ type: "object", properties: { passages } }, 3)).toContainEqual({
    path: "passages.0.text",
    type: "anything",
  });
});
