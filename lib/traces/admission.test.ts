import { expect, test } from "vitest";
import { isAppError } from "@/lib/http/app-error";
import { admit } from "./admission";

function refusal(work: () => unknown) {
  try {
    work();
    return null;
  } catch (error) {
    return isAppError(error) ? { code: error.code, wait: error.retryAfterSeconds } : error;
  }
}
const REFUSED = { code: "too_many_requests", wait: 2 };

test("one project cannot take all the room, and what is released is free again", () => {
  const admissions = Array.from({ length: 40 }, () => admit("one"));
  expect(refusal(() => admit("one"))).toEqual(REFUSED);
  const others = Array.from({ length: 24 }, () => admit("other"));
  expect(refusal(() => admit("third"))).toEqual(REFUSED);
  for (const { release } of [...admissions, ...others]) {
    release();
    release();
  }
  expect(refusal(() => admit("one").release())).toBeNull();
});

test("large bodies are refused before memory is full, but one alone is always taken", () => {
  const [first, second] = [admit("one"), admit("one")];
  first.hold(300_000_000);
  expect(refusal(() => second.hold(1))).toEqual(REFUSED);
  first.release();
  expect(refusal(() => second.hold(1))).toBeNull();
  second.release();
});
