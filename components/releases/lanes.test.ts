import { expect, test } from "vitest";
import type { Changes } from "@/lib/releases/changes-contract";
import type { Release } from "@/lib/releases/contract";
import { lanesOf } from "./lanes";

const release = (version: number, releasedAt: string, isRollback = false) =>
  ({
    prompt: "support/triage",
    version,
    releasedAt,
    ...(isRollback ? { rolledBack: { id: "r", number: 1, version: 4 } } : {}),
  }) as Release;

const changes = (releases: Release[], before: number | null = 3): Changes => ({
  from: "2026-11-01T00:00:00.000Z",
  to: "2026-11-11T00:00:00.000Z",
  environment: "production",
  prompts: [
    { prompt: "support/triage", before, after: releases.at(-1)?.version ?? 3, hasChanged: false },
  ],
  releases,
  surroundings: [],
  isCut: false,
});

test("a lane shows what was live from the one moment to the other", () => {
  const [lane] = lanesOf(changes([release(4, "2026-11-06T00:00:00.000Z")]));
  expect(lane?.spans).toEqual([
    { version: 3, start: 0, end: 0.5, isRolledBack: false, isLast: false },
    { version: 4, start: 0.5, end: 1, isRolledBack: false, isLast: true },
  ]);
});

test("a version that was taken back is marked, and the lane counts as changed although it ends as it began", () => {
  const [lane] = lanesOf(
    changes([release(4, "2026-11-02T00:00:00.000Z"), release(3, "2026-11-03T00:00:00.000Z", true)]),
  );
  expect(lane?.spans.map(({ version, isRolledBack }) => [version, isRolledBack])).toEqual([
    [3, false],
    [4, true],
    [3, false],
  ]);
  expect(lane?.hasChanged).toBe(true);
});

test("before the first release nothing was live", () => {
  const [lane] = lanesOf(changes([release(1, "2026-11-06T00:00:00.000Z")], null));
  expect(lane?.spans).toMatchObject([{ version: 1, start: 0.5 }]);
});
