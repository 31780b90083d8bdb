import { expect, test } from "vitest";
import { compute } from "./compute";

const projectId = "a";

test("a thread does the work and gives the answer", async () => {
  expect(await compute("countTokens", ["Where is my tent?"], { projectId })).toEqual([5]);
});

test("work over its deadline is stopped and says what to shorten, and the next work is done", async () => {
  const slow = compute("countTokens", ["漢 é ".repeat(400_000)], { projectId, deadlineMs: 300 });
  await expect(slow).rejects.toMatchObject({
    code: "invalid",
    message:
      "Counting the tokens took more than 0.3 seconds and was stopped. Shorten the messages.",
  });
  expect(await compute("countTokens", ["tent"], { projectId })).toEqual([1]);
});
