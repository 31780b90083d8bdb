import { expect, test } from "vitest";
import { isAppError } from "@/lib/http/app-error";
import { parseJson } from "./read-body";

const nested = (levels: number) => `${"[".repeat(levels)}1${"]".repeat(levels)}`;
const codeOf = (text: string) => {
  try {
    parseJson(text);
    return null;
  } catch (error) {
    return isAppError(error) ? error.code : error;
  }
};

test.each([
  '{"__proto__":{"isAdmin":true},"a":1}',
  '{"\\u005f_pr\\u006Fto__":{"isAdmin":true},"a":1}',
])("a key that names the prototype is dropped, however it is spelled: %s", (text) => {
  const parsed = parseJson(text) as object;
  expect(Object.keys(parsed)).toEqual(["a"]);
  expect(Reflect.get(parsed, "isAdmin")).toBeUndefined();
});

test("forty levels are taken, one more is refused, and any number ends at once", () => {
  expect(codeOf(nested(40))).toBeNull();
  expect(codeOf(nested(41))).toBe("malformed");
  expect(codeOf(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`)).toBe("malformed");
  expect(codeOf("{")).toBe("malformed");
});
