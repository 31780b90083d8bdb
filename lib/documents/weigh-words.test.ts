import { expect, test } from "vitest";
import { weighWords } from "./weigh-words";

test("rare words weigh more than common ones, and those that no document has only in the total", () => {
  const { words, total } = weighWords(["order", "tent", "hello"], {
    documents: 100,
    counts: { order: 90, tent: 2 },
  });
  expect(words.map(({ word }) => word)).toEqual(["tent", "order"]);
  const [tent = 0, order = 0] = words.map(({ weight }) => weight);
  expect(tent).toBeCloseTo(Math.log(1 + 98.5 / 2.5));
  expect(order).toBeCloseTo(Math.log(1 + 10.5 / 90.5));
  expect(total).toBeCloseTo(tent + order + Math.log(1 + 100.5 / 0.5));
});

test("of more than 64 words the rarest count", () => {
  const names = Array.from({ length: 100 }, (_, index) => `word${index}`);
  const counts = Object.fromEntries(names.map((name, index) => [name, 100 - index]));
  const { words } = weighWords(names, { documents: 100, counts });
  expect(words.map(({ word }) => word)).toEqual(names.slice(36).reverse());
});

test("passages that have only common words are not looked at in a large set", () => {
  const counts = { the: 20_000, refund: 1_500, tent: 400, order: 200 };
  const { candidates } = weighWords(Object.keys(counts), { documents: 20_000, counts });
  expect(candidates).toEqual(["order", "tent"]);
  expect(weighWords(["the"], { documents: 20_000, counts }).candidates).toEqual(["the"]);
});

test("words are not looked up among what every object has", () => {
  expect(weighWords(["constructor"], { documents: 1, counts: {} }).words).toEqual([]);
});
