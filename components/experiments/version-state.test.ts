import { expect, test } from "vitest";
import { describeVersion } from "./version-state";

const facts = {
  live: { production: { version: 4 }, staging: { version: 5 } },
  reviews: [
    { number: 9, version: 6 },
    { number: 8, version: 5 },
  ],
  releases: [{ version: 4 }, { version: 3 }, { version: null }],
};

test.each([
  [4, "live"],
  [5, "live in staging"],
  [6, "in review"],
  [3, "was live"],
  [2, "not released"],
])("v%d is %s", (version, state) => {
  expect(describeVersion(version, facts)).toBe(state);
});
