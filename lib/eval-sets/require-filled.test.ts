import { expect, test } from "vitest";
import { requireFilled } from "./require-filled";

test.each([[{ ticket: "" }], [{ ticket: " \n", history: [] }], [{ customer: { name: null } }]])(
  "a case with the input %j is refused",
  (input) => {
    expect(() => requireFilled({ input, kind: "routine" })).toThrow(/is empty/);
  },
);

test("one value is enough, zero and false are values, and a malformed case may be empty", () => {
  requireFilled({ input: { ticket: "", tier: "free" }, kind: "routine" });
  requireFilled({ input: { count: 0 }, kind: "edge" });
  requireFilled({ input: { isNew: false }, kind: "edge" });
  requireFilled({ input: { ticket: "" }, kind: "malformed" });
});
