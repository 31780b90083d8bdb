import { expect, test } from "vitest";
import { makeTurns, NoTurnError } from "./turns";

/** Work that ends when it is told to. */
function makeWork() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun: started, work, end: (name: string) => ends.get(name)?.() };
}

const limits = { atOnce: 2, perOwner: 1 };

test("one owner never takes all places", async () => {
  const { begun, work, end } = makeWork();
  const turns = makeTurns(limits);
  const all = [
    turns.take("a", work("a1")),
    turns.take("a", work("a2")),
    turns.take("b", work("b1")),
  ];
  expect(begun).toEqual(["a1", "b1"]);
  end("a1");
  await all[0];
  await expect.poll(() => begun).toEqual(["a1", "b1", "a2"]);
  end("a2");
  end("b1");
  expect(await Promise.all(all)).toEqual(["a1", "a2", "b1"]);
});

test("too many waiting are refused, of one owner and in all", async () => {
  const { work } = makeWork();
  const turns = makeTurns({ ...limits, waiting: 2, waitingPerOwner: 1 });
  void turns.take("a", work("a1"));
  void turns.take("a", work("a2"));
  await expect(turns.take("a", work("a3"))).rejects.toThrow(NoTurnError);
  void turns.take("b", work("b1"));
  void turns.take("b", work("b2"));
  await expect(turns.take("c", work("c1"))).rejects.toThrow(NoTurnError);
});

test("who waits too long is refused and leaves the queue", async () => {
  const { begun, work, end } = makeWork();
  const turns = makeTurns({ ...limits, waitMs: 5 });
  const first = turns.take("a", work("a1"));
  await expect(turns.take("a", work("a2"))).rejects.toThrow(NoTurnError);
  end("a1");
  await first;
  expect(begun).toEqual(["a1"]);
});

test("work that fails frees its place", async () => {
  const turns = makeTurns(limits);
  await expect(turns.take("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await turns.take("a", async () => "done")).toBe("done");
});
