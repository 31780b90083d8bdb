import { describe, expect, test } from "vitest";
import { findRegression, type Sighting } from "./regression";

const sighting = (version: number | null, promptId: string | null = "a"): Sighting => ({
  promptId,
  version,
  run: null,
});
const fixed = { promptId: "a", version: 7 };

describe("a fixed way of failing", () => {
  test.each([
    ["in a newer version", [sighting(8)], 8],
    ["in the version that should have mended it", [sighting(7)], 7],
    ["only in an older version", [sighting(6), sighting(1)], undefined],
    ["in several, of which the newest is named", [sighting(6), sighting(8), sighting(9)], 9],
    ["in another prompt, whose versions cannot be compared", [sighting(1, "b")], 1],
    ["where nobody knows the version", [sighting(null)], null],
    ["nowhere", [], undefined],
  ])("seen %s", (_, sightings, version) => {
    expect(findRegression(fixed, sightings)?.version).toBe(version);
  });

  test("fixed without a version comes back wherever it is seen", () => {
    expect(findRegression({ promptId: null, version: null }, [sighting(1)])?.version).toBe(1);
  });
});
