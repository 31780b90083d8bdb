import { expect, test } from "vitest";
import { cached } from "./cached";

/** Keys of its own for each test: the cache is one for the whole process. */
const loader = (answer: unknown) => {
  let times = 0;
  const work = async () => {
    times++;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { work, times: () => times };
};

test("what does not change is worked out once, also for two who ask at the same time", async () => {
  const { work, times } = loader(7);
  const both = await Promise.all([cached(["once", 1], work), cached(["once", 1], work)]);
  expect([...both, await cached(["once", 1], work)]).toEqual([7, 7, 7]);
  expect(times()).toBe(1);
});

test("another key is another question", async () => {
  await cached(["by key", { run: "a", segment: null }], loader("first").work);
  const second = loader("second");
  expect(await cached(["by key", { run: "b", segment: null }], second.work)).toBe("second");
});

test("a failure is not remembered", async () => {
  const failing = loader(new Error("the database is away"));
  await expect(cached(["fails"], failing.work)).rejects.toThrow("away");
  expect(await cached(["fails"], loader("there again").work)).toBe("there again");
});

test("what was asked for longest ago makes room, and what is in use stays", async () => {
  const large = "x".repeat(5_000_000);
  const used = loader(large);
  const unused = loader(large);
  await cached(["room", "unused"], unused.work);
  await cached(["room", "used"], used.work);
  for (let more = 0; more < 5; more++) {
    await cached(["room", more], loader(large).work);
    await cached(["room", "used"], used.work);
  }
  await cached(["room", "unused"], unused.work);
  expect([used.times(), unused.times()]).toEqual([1, 2]);
});
