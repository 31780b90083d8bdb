import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { assignArm } from "./assign-arm";
import { chooseVersion, indexPins, type Pin } from "./choose-version";
import { percent, pins, salt, vectors } from "./choose-version-vectors.json";

const listed = pins as Pin[];
const rollout = { percent, salt };

test.each(vectors)("unit $unit gets $inRollout in a rollout, $without without one", (vector) => {
  const { unit, isPinned, inRollout, without } = vector;
  const during = { pins: indexPins(listed, { hasCandidate: true }), rollout };
  expect(chooseVersion(unit, during)).toEqual({ target: inRollout, isPinned });
  const after = { pins: indexPins(listed, { hasCandidate: false }), rollout: null };
  expect(chooseVersion(unit, after)).toEqual({ target: without, isPinned });
});

test("whoever is not pinned gets what the rollout draws, whoever else is pinned", () => {
  const units = fc.array(fc.string({ minLength: 1 }), { minLength: 1 });
  const unit = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(units, unit, fc.integer({ min: 0, max: 100 }), (others, one, share) => {
      fc.pre(!others.includes(one));
      const index = indexPins([{ units: others, version: 9 }], { hasCandidate: true });
      const options = { pins: index, rollout: { percent: share, salt } };
      expect(chooseVersion(one, options)).toEqual({
        target: assignArm({ unit: one, salt, percent: share }),
        isPinned: false,
      });
      expect(chooseVersion(others[0], options)).toEqual({ target: 9, isPinned: true });
    }),
  );
});

test("without pins there is no index to look into", () => {
  expect(indexPins([], { hasCandidate: true })).toBeNull();
});

test("the rule imports the assignment only, so that the SDK can carry it", () => {
  const text = readFileSync(join(import.meta.dirname, "choose-version.ts"), "utf8");
  expect([...text.matchAll(/\bfrom "([^"]+)"/g)].map(([, from]) => from)).toEqual(["./assign-arm"]);
});
