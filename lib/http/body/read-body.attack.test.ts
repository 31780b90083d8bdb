import { expect } from "vitest";
import { z } from "zod";
import { type AppError, isAppError } from "@/lib/http/app-error";
import { toProblem } from "@/lib/http/problem";
import { attack } from "@/scripts/testing/attack";
import { longestBlock } from "@/scripts/testing/effort";
import { parseInput } from "./parse-input";
import { parseJson, parseLargeJson } from "./read-body";

function refusalOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}

const LIMITS = { maxDepth: 40, maxValues: 500_000 };

attack("anyone", "a JSON body of 4 MB that is nested 2,000,000 levels deep", () => {
  const error = refusalOf(() => parseJson("[".repeat(2_000_000) + "]".repeat(2_000_000)));
  expect(error.status).toBe(400);
  expect(error.message).toContain("nested deeper than 40 levels");
  return "400 before it is parsed";
});

attack("anyone", "a JSON body of 4 MB with 1,300,000 empty objects", () => {
  const error = refusalOf(() => parseJson(`[${Array(1_300_000).fill("{}").join(",")}]`));
  expect(error.status).toBe(413);
  return "413 before it is parsed";
});

const Settings = z.strictObject({ name: z.string(), tags: z.array(z.string()).optional() });
const secret = "sk-live-do-not-echo";

attack("anyone", "a body with 40,000 unknown members of 90 characters", async () => {
  const members = Array.from({ length: 40_000 }, (_, n) => [`${secret}${n}`.padEnd(90, "x"), n]);
  const error = refusalOf(() =>
    parseInput(Settings, parseJson(JSON.stringify(Object.fromEntries(members))), "body"),
  );
  const text = await toProblem(error, "request").text();
  expect(error.status).toBe(422);
  expect(text.length).toBeLessThan(10_000);
  return `422 with ${text.length} characters (4 MB before)`;
});

attack("anyone", "a body with 90,000 wrong members in one list", async () => {
  const tags = Array.from({ length: 90_000 }, (_, n) => n);
  const body = parseJson(JSON.stringify({ name: "a", tags }));
  const error = refusalOf(() => parseInput(Settings, body, "body"));
  const text = await toProblem(error, "request").text();
  expect(error.errors).toHaveLength(50);
  expect(text.length).toBeLessThan(10_000);
  return `422 with 50 places in ${text.length} characters`;
});

attack("anyone", "wrong members below a name of 1,000,000 characters", async () => {
  const Names = z.record(z.string(), z.array(z.string()));
  const body = { [secret.repeat(50_000)]: Array.from({ length: 1_000 }, (_, n) => n) };
  const error = refusalOf(() => parseInput(Names, body, "body"));
  const text = await toProblem(error, "request").text();
  expect(text.length).toBeLessThan(20_000);
  return `422 with ${text.length} characters`;
});

attack("anyone", "a body that is no JSON and holds a secret", () => {
  const error = refusalOf(() => parseJson(`{"key": ${secret}}`));
  expect(error.status).toBe(400);
  expect(error.message).not.toContain("sk-");
  return `400: ${error.message}`;
});

attack("traces:write key", "20 MB of JSON, dense or deep or wide", async () => {
  const attribute = '{"key":"a","value":{"intValue":"1"}}';
  const dense = `[${Array(120_000).fill(attribute).join(",")},"${"a".repeat(14_000_000)}"]`;
  const wide = `[${Array(6_000_000).fill("{}").join(",")}]`;
  const deep = `${"[".repeat(9_000_000)}${"]".repeat(9_000_000)}`;
  const blocked = await longestBlock(async () => {
    await parseLargeJson(dense, LIMITS);
    await expect(parseLargeJson(wide, LIMITS)).rejects.toThrow("500,000 values");
    await expect(parseLargeJson(deep, LIMITS)).rejects.toThrow("40 levels");
  });
  expect(blocked).toBeLessThan(100);
  return `parsed, 413, 400; nobody waited longer than ${blocked} JSON documents of 1 MB take`;
});
