import { expect, test } from "vitest";
import { hoursAround } from "./blame-release";
import type { ReleaseMarker } from "./contract";

const release = (at: string) => ({ at: `2026-11-${at}Z` }) as ReleaseMarker;
const range = { from: new Date("2026-11-01T00:00Z"), to: new Date("2026-11-15T00:00Z") };
const hours = ({ from, to }: { from: Date; to: Date }) =>
  (to.getTime() - from.getTime()) / 3_600_000;

test("a release is compared over whole hours, without the one that it was made in", () => {
  const { before, after } = hoursAround([release("08T09:30:00")], 0, range);
  expect(before).toEqual({
    from: new Date("2026-11-06T10:00Z"),
    to: new Date("2026-11-08T09:00Z"),
  });
  expect(after).toEqual({
    from: new Date("2026-11-08T10:00Z"),
    to: new Date("2026-11-10T09:00Z"),
  });
});

test("its time ends with the next release: one that was live for two minutes has none", () => {
  const releases = [release("08T09:30:00"), release("08T09:32:00"), release("09T00:00:00")];
  expect(hours(hoursAround(releases, 0, range).after)).toBeLessThanOrEqual(0);
  expect(hours(hoursAround(releases, 1, range).after)).toBe(14);
  expect(hours(hoursAround(releases, 1, range).before)).toBeLessThanOrEqual(0);
});
