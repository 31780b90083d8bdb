import { describe, expect, test } from "vitest";
import { findRegression, type Sighting } from "./regression";

const seen = (version: number | null, promptId: string | null = "a"): Sighting => ({
  promptId,
  version,
  run: null,
});
const fixed = { promptId: "a", version: 7 };

describe("a fixed way of failing", () => {
  test.each([
    ["in a newer version", [seen(8)], 8],
    ["in the version that should have mended it", [seen(7)], 7],
    ["only in an older version", [seen(6), seen(1)], undefined],
    ["in several, of which the newest is named", [seen(6), seen(8), seen(9)], 9],
    ["in another prompt, whose versions cannot be compared", [seen(1, "b")], 1],
    ["where nobody knows the version", [seen(null)], null],
    ["nowhere", [], undefined],
  ])("seen %s", (_, sightings, version) => {
    expect(findRegression(fixed, sightings)?.version).toBe(version);
  });

  test("fixed without a version comes back wherever it is seen", () => {
    expect(findRegression({ promptId: null, version: null }, [seen(1)])?.version).toBe(1);
  });
});
