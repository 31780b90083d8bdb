import { expect, test } from "vitest";
import { groupAlike } from "./group-alike";

const texts = [
  { id: "a", text: "I was charged twice for the same tent, please cancel one payment." },
  { id: "b", text: "You charged me twice for a tent. Cancel one of the payments." },
  { id: "c", text: "My card was charged twice for one tent order, cancel one payment" },
  { id: "d", text: "The zip of my jacket is broken." },
  { id: "e", text: "How do I reset my password?" },
  { id: "f", text: "Do you ship to Norway?" },
];

test("texts that say the same are one group, named by their words", () => {
  const [group, ...more] = groupAlike(texts);
  expect(more).toEqual([]);
  expect([...(group?.ids ?? [])].sort()).toEqual(["a", "b", "c"]);
  expect(group?.terms.join(" ")).toMatch(/charged|twice|tent|payment|cancel/);
});

test("two are no group, and nothing is nothing", () => {
  expect(groupAlike(texts.slice(1, 4).filter(({ id }) => id !== "c"))).toEqual([]);
  expect(groupAlike([])).toEqual([]);
  expect(groupAlike([{ id: "x", text: "" }])).toEqual([]);
});

test("no trace is in two groups, whatever the order", () => {
  const one = groupAlike(texts).map(({ ids }) => [...ids].sort());
  const two = groupAlike([...texts].reverse()).map(({ ids }) => [...ids].sort());
  expect(two).toEqual(one);
});
