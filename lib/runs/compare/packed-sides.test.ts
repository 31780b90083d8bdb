import { expect, test } from "vitest";
import type { CaseGroup, CaseSide } from "./case-pair";
import { makeSidePacker, unpackSides } from "./packed-sides";

const side = (caseId: string, group: CaseGroup, more: Partial<CaseSide> = {}) => ({
  ...{ caseId, passed: 1, failed: 2, errored: 0, latencyMs: 1.5, costUsd: 0 },
  ...group,
  ...more,
});

test("cases come out as they went in, page by page, with an unknown cost still unknown", () => {
  const routine: CaseGroup = { kind: "routine", segments: ["A, B"], isWithheld: false };
  const edge: CaseGroup = { kind: "edge", segments: ["A", "B"], isWithheld: true };
  const pages = [
    [side("one", routine), side("two\n, three", edge, { costUsd: null })],
    [],
    [side("four", routine, { latencyMs: null, passed: 0, failed: 0, errored: 3 })],
  ];
  const packer = makeSidePacker();
  for (const page of pages) {
    packer.add(page.map((each) => ({ ...each, group: packer.groupIndex(each) })));
  }
  const packed = structuredClone(packer.packed());
  expect(packed.groups).toHaveLength(2);
  const { caseIds, tallies, groups, latencyMs, costUsd } = unpackSides(packed);
  const known = (value: number | undefined) => (Number.isNaN(value) ? null : value);
  const cases = caseIds.map((caseId, index) => ({
    caseId,
    ...tallies[index],
    ...groups[index],
    latencyMs: known(latencyMs[index]),
    costUsd: known(costUsd[index]),
  }));
  expect(cases).toEqual(pages.flat());
  expect(tallies[0]).toBe(tallies[1]);
});
