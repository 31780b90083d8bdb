import { expect, test } from "vitest";
import { redactedPart } from "./redacted-part";

test("only what is taken out is struck, between what stays at both ends", () => {
  expect(redactedPart("write to lea@x.org now", "write to [redacted: e-mail] now")).toEqual({
    head: "write to ",
    removed: "lea@x.org",
    put: "[redacted: e-mail]",
    tail: " now",
  });
  expect(redactedPart("ORD-1", "[redacted: order]")).toEqual({
    head: "",
    removed: "ORD-1",
    put: "[redacted: order]",
    tail: "",
  });
  expect(redactedPart("aa", "a")).toMatchObject({ head: "a", removed: "a", put: "", tail: "" });
});
