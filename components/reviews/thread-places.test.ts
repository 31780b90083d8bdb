import { expect, test } from "vitest";
import type { ReviewComment } from "@/lib/reviews/comments/comment-contract";
import type { ReviewDiff } from "@/lib/reviews/review-diff-contract";
import { placeThreads } from "./thread-places";

const diff = { from: 2, to: 4 } as ReviewDiff["diff"];

const comment = (more: Partial<ReviewComment>): ReviewComment => ({
  id: "c1",
  parentId: null,
  version: 4,
  part: "m1",
  side: "from",
  line: 3,
  lineCount: 2,
  base: 1,
  body: "Why?",
  suggestion: null,
  author: { id: null, name: "Tomas" },
  createdAt: "2026-11-20T10:00:00.000Z",
  resolvedAt: null,
  takenOverAt: null,
  ...more,
});
const place = (one: ReviewComment, oldThreads: ReviewDiff["oldThreads"] = []) =>
  placeThreads({ version: 4, comments: [one] }, { diff, oldThreads });

test("a comment on the old side of the base that is shown stands on its own lines", () => {
  expect(place(comment({ base: 2 })).placed).toMatchObject([{ part: "m1", line: 3, lastLine: 4 }]);
});

test("a comment on another base stands where its lines are in this one", () => {
  const old = [{ comment: "c1", base: 1, part: "m2", line: 7 }];
  expect(place(comment({}), old).placed).toMatchObject([{ part: "m2", line: 7, lastLine: 8 }]);
});

test("a comment whose lines this base does not have is listed apart", () => {
  const old = [{ comment: "c1", base: 1, part: null, line: null }];
  expect(place(comment({}), old)).toMatchObject({ placed: [], elsewhere: [{ id: "c1" }] });
});

test("a comment on the new side stands in every comparison", () => {
  expect(place(comment({ side: "to", base: null })).placed).toHaveLength(1);
});

test("answers and comments on the whole or on an earlier version have no line here", () => {
  for (const more of [{ parentId: "c0" }, { part: null, side: null, line: null }, { version: 3 }]) {
    expect(place(comment(more))).toEqual({ placed: [], elsewhere: [] });
  }
});
