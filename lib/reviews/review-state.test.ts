import { describe, expect, test } from "vitest";
import type { Decision } from "./count-decisions";
import { type ReviewFacts, tallyReview } from "./review-state";

const facts = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  contentHash: "v2",
  authorIds: new Set(["ines"]),
  reviewerIds: new Set(["tomas", "priya", "ines"]),
  loosenedIds: new Set(),
  required: 1,
  releasedAt: null,
  closedAt: null,
  ...more,
});

let count = 0;
function decision(userId: string, more: Partial<Decision> = {}): Decision {
  count += 1;
  return {
    id: `d${count}`,
    kind: "approval",
    userId,
    contentHash: "v2",
    liftedAt: null,
    createdAt: new Date(count),
    ...more,
  };
}
const changes = (userId: string, more: Partial<Decision> = {}) =>
  decision(userId, { kind: "change_request", ...more });

describe("a review", () => {
  const table: [string, Decision[], Partial<ReviewFacts>, string][] = [
    ["is open without decisions", [], {}, "open"],
    ["is approved by somebody else", [decision("tomas")], {}, "approved"],
    ["is not approved by its author", [decision("ines")], {}, "open"],
    ["is not approved for another content", [decision("tomas", { contentHash: "v1" })], {}, "open"],
    [
      "is not approved by an approval taken back",
      [decision("tomas", { liftedAt: new Date() })],
      {},
      "open",
    ],
    [
      "is not approved on evidence that was loosened since",
      [decision("tomas", { id: "given before" })],
      { loosenedIds: new Set(["given before"]) },
      "open",
    ],
    [
      "stays blocked whatever the evidence is",
      [changes("priya", { id: "given before" })],
      { loosenedIds: new Set(["given before"]) },
      "changes_requested",
    ],
    [
      "needs two people where two are asked for",
      [decision("tomas"), decision("tomas")],
      { required: 2 },
      "open",
    ],
    ["is approved by two", [decision("tomas"), decision("priya")], { required: 2 }, "approved"],
    ["wants at least a look where nothing is asked for", [], { required: 0 }, "open"],
    ["does not count whoever may not review any more", [decision("jonas")], {}, "open"],
    [
      "stays blocked by one who wants changes",
      [decision("tomas"), changes("priya")],
      {},
      "changes_requested",
    ],
    [
      "stays blocked through a new version",
      [changes("priya", { contentHash: "v1" })],
      {},
      "changes_requested",
    ],
    ["is not blocked by whoever may not review any more", [changes("jonas")], {}, "open"],
    ["is not blocked by what was lifted", [changes("priya", { liftedAt: new Date() })], {}, "open"],
    ["has ended with its release", [changes("priya")], { releasedAt: new Date() }, "released"],
    ["has ended when it was closed", [decision("tomas")], { closedAt: new Date() }, "closed"],
  ];
  for (const [sentence, decisions, more, state] of table) {
    test(sentence, () => expect(tallyReview(decisions, facts(more)).state).toBe(state));
  }
});

test("every decision says why it does or does not count", () => {
  const decisions = [
    decision("tomas", { contentHash: "v1" }),
    decision("ines"),
    decision("jonas"),
    decision("priya"),
  ];
  const { standings } = tallyReview(decisions, facts());
  expect(decisions.map(({ id }) => standings.get(id))).toEqual([
    "stale",
    "own_version",
    "not_a_reviewer",
    "counts",
  ]);
});
