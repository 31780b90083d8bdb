import { expect, test } from "vitest";
import { storableJson, storableText } from "./storable";

test("what PostgreSQL cannot hold is replaced, everything else stays", () => {
  expect(storableText("a\0b \ud800 é 🎉")).toBe("a\ufffdb \ufffd é 🎉");
  expect(storableJson({ "k\0": ["x\udfff", 1, null, { deep: "\0" }] })).toEqual({
    "k\ufffd": ["x\ufffd", 1, null, { deep: "\ufffd" }],
  });
});
