import { expect, test } from "vitest";
import { type TurnFacts, whoseTurn } from "./whose-turn";

const ines = { id: "ines", name: "Ines" };
const tomas = { id: "tomas", name: "Tomas" };
const priya = { id: "priya", name: "Priya" };

const facts = (more: Partial<TurnFacts> = {}): TurnFacts => ({
  state: "open",
  version: 8,
  contentHash: "v8",
  author: ines,
  requestedBy: ines,
  reviewers: [tomas, priya],
  namedIds: new Set(),
  releasers: [tomas, priya],
  admins: [priya],
  environment: "production",
  required: 1,
  approvals: [],
  changeRequests: [],
  staleApprovers: new Set(),
  closedGates: 0,
  release: null,
  ...more,
});

test.each<[string, Partial<TurnFacts>, string, string[], string]>([
  [
    "a new review waits for its reviewers",
    {},
    "reviewers",
    ["Tomas", "Priya"],
    "take a first look at v8",
  ],
  [
    "whose approval became stale looks again",
    { staleApprovers: new Set(["tomas"]) },
    "reviewers",
    ["Tomas"],
    "look at v8 again",
  ],
  [
    "whoever was asked by name is waited for first",
    { namedIds: new Set(["priya"]) },
    "reviewers",
    ["Priya"],
    "take a first look at v8",
  ],
  [
    "once they approved, the second approval is anybody's",
    { namedIds: new Set(["priya"]), required: 2, approvals: [{ userId: "priya" }] },
    "reviewers",
    ["Tomas"],
    "approve v8, 1 more needed",
  ],
  [
    "somebody who was asked by name and may not review is waited for by nobody",
    { namedIds: new Set(["jonas"]) },
    "reviewers",
    ["Tomas", "Priya"],
    "take a first look at v8",
  ],
  [
    "whose approval became stale looks again beside whoever was asked by name",
    { namedIds: new Set(["priya"]), staleApprovers: new Set(["tomas"]) },
    "reviewers",
    ["Tomas", "Priya"],
    "look at v8",
  ],
  [
    "a request for changes is the author's to answer",
    {
      state: "changes_requested",
      changeRequests: [{ userId: "tomas", userName: "Tomas", contentHash: "v8" }],
    },
    "author",
    ["Ines"],
    "answer the changes that Tomas requested",
  ],
  [
    "answered with a new version, it is the reviewer's again",
    {
      state: "changes_requested",
      changeRequests: [{ userId: "tomas", userName: "Tomas", contentHash: "v7" }],
    },
    "reviewers",
    ["Tomas"],
    "look at v8 again and withdraw the request for changes",
  ],
  [
    "a closed gate is the author's to open",
    { state: "approved", closedGates: 2 },
    "author",
    ["Ines"],
    "open 2 closed gates of v8",
  ],
  [
    "an approved one waits for its release",
    { state: "approved" },
    "releasers",
    ["Tomas", "Priya"],
    "release v8 to production",
  ],
  [
    "with nobody left to approve, an admin has to help",
    { reviewers: [] },
    "admins",
    ["Priya"],
    "add a reviewer: nobody else here may approve this version",
  ],
  [
    "one of two approvals waits for the other person",
    { required: 2, approvals: [{ userId: "tomas" }] },
    "reviewers",
    ["Priya"],
    "approve v8, 1 more needed",
  ],
])("%s", (_sentence, more, who, names, todo) => {
  const turn = whoseTurn(facts(more));
  expect(turn).toMatchObject({ who, todo });
  expect(turn.people.map(({ name }) => name)).toEqual(names);
});
