import { expect, test } from "vitest";
import { placeNext } from "./next-event";
import { sealHead } from "./seal";

function makeHead(count: number, hash: string, sealedFrom = 1) {
  const head = { projectId: "p", count, hash, at: new Date(0), sealedFrom };
  return { ...head, seal: sealHead(head) };
}
const last = (seq: number, hash: string, seal: string | null = "s") => ({ seq, hash, seal });

test.each([
  ["the first event", null, null, { seq: 1, prevHash: "", sealedFrom: 1 }],
  ["the usual one", last(5, "e"), makeHead(5, "e"), { seq: 6, prevHash: "e", sealedFrom: 1 }],
  [
    "after events without a key",
    last(5, "e", null),
    null,
    { seq: 6, prevHash: "e", sealedFrom: 6 },
  ],
  [
    "after last rows are gone",
    last(3, "c"),
    makeHead(5, "e"),
    { seq: 6, prevHash: "e", sealedFrom: 1 },
  ],
  ["after all rows are gone", null, makeHead(5, "e"), { seq: 6, prevHash: "e", sealedFrom: 1 }],
  ["after the head is gone", last(5, "e"), null, { seq: 6, prevHash: "e", sealedFrom: null }],
  [
    "after an older head is back",
    last(5, "e"),
    makeHead(4, "d"),
    { seq: 6, prevHash: "e", sealedFrom: null },
  ],
  [
    "after the last row is another",
    last(5, "x"),
    makeHead(5, "e"),
    { seq: 6, prevHash: "x", sealedFrom: null },
  ],
  [
    "after the head was changed",
    last(5, "e"),
    { ...makeHead(4, "e"), count: 5 },
    { seq: 6, prevHash: "e", sealedFrom: null },
  ],
])("%s goes where the evidence stays", (_, stored, head, place) => {
  expect(placeNext(stored, head)).toEqual(place);
});
