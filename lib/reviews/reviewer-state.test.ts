import { expect, test } from "vitest";
import { type ReviewerFacts, reviewerState } from "./reviewer-state";

const facts = (more: Partial<ReviewerFacts> = {}): ReviewerFacts => ({
  people: [{ id: "tomas", role: "reviewer" }],
  authorIds: new Set(),
  approverIds: new Set(),
  objectorIds: new Set(),
  staleIds: new Set(),
  ...more,
});
const tomas = new Set(["tomas"]);

test.each<[string, Partial<ReviewerFacts>, string]>([
  ["who has not decided is waited for", {}, "waiting"],
  ["who approved", { approverIds: tomas }, "approved"],
  ["who asked for changes", { objectorIds: tomas }, "changes_requested"],
  ["whose approval is of another content", { staleIds: tomas }, "stale"],
  ["who wrote the version meanwhile", { authorIds: tomas, staleIds: tomas }, "own_version"],
  [
    "who lost the role",
    { people: [{ id: "tomas", role: "editor" }], staleIds: tomas },
    "not_a_reviewer",
  ],
  ["who left", { people: [], staleIds: tomas }, "left"],
  ["who left after the release that they approved", { people: [], approverIds: tomas }, "approved"],
])("%s", (_sentence, more, state) => {
  expect(reviewerState("tomas", facts(more))).toBe(state);
});
