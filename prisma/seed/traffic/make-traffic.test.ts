import { expect, test } from "vitest";
import { triageCases } from "../content/triage-cases";
import { demoTimes } from "../demo-times";
import { type DemoTrace, type LiveAt, makeTraffic } from "./make-traffic";

const SUNDAY = new Date("2026-11-22T14:20:00Z");
const HOUR_MS = 3_600_000;

const trafficOf = (now: Date, { seed = 1, count = 6_000 } = {}): DemoTrace[] => {
  const times = demoTimes(now);
  const liveAt: LiveAt = (prompt, environment, at) => {
    if (prompt !== "support/triage" || environment !== "production") return 2;
    return at >= times.badRelease && at < times.rollback ? 3 : 2;
  };
  return [...makeTraffic({ times, liveAt, seed, count })];
};

const traffic = trafficOf(SUNDAY);
const times = demoTimes(SUNDAY);
const inProduction = traffic.filter(
  ({ environment, ticket }) => environment === "production" && ticket,
);
const shareOf = (traces: readonly DemoTrace[], fits: (trace: DemoTrace) => boolean) =>
  traces.filter(fits).length / traces.length;
const isForeign = ({ ticket }: DemoTrace) => ticket?.language !== "en";
const isWrong = ({ mistake }: DemoTrace) => mistake !== null;
const latency = ({ batch, startedAt }: DemoTrace) =>
  (batch.spans.at(-1)?.endedAt.getTime() ?? 0) - startedAt.getTime();

test("the same seed and time give the same traces, another seed others", () => {
  const text = (seed: number) => JSON.stringify(trafficOf(SUNDAY, { seed, count: 500 }));
  expect(text(1)).toBe(text(1));
  expect(text(2)).not.toBe(text(1));
});

test("traffic ends when it is seeded and is two weeks long", () => {
  const [first, last] = [traffic.at(0)?.startedAt, traffic.at(-1)?.startedAt];
  expect(first?.getTime()).toBeLessThan(times.trafficFrom.getTime() + 6 * HOUR_MS);
  expect(last?.getTime()).toBeLessThanOrEqual(SUNDAY.getTime());
  expect(last?.getTime()).toBeGreaterThan(SUNDAY.getTime() - HOUR_MS);
});

test("nights and weekends are quiet", () => {
  const by = (hour: number) =>
    traffic.filter(({ startedAt }) => startedAt.getUTCHours() === hour).length;
  expect(by(3)).toBeLessThan(by(10) / 8);
  const on = (day: number) =>
    traffic.filter(({ startedAt }) => startedAt.getUTCDay() === day).length;
  expect(on(6)).toBeLessThan(on(1) * 0.7);
});

test("the bad release costs the tickets that are not in English, until it is taken back", () => {
  const foreign = inProduction.filter(isForeign);
  const during = foreign.filter(({ version }) => version === 3);
  const else_ = foreign.filter(({ version }) => version === 2);
  expect(shareOf(during, isWrong)).toBeGreaterThan(shareOf(else_, isWrong) + 0.15);
  expect(
    inProduction.filter(({ startedAt, version }) => startedAt > times.rollback && version === 3),
  ).toEqual([]);
});

test("the slow afternoon is slow, and calls are repeated in it", () => {
  const isIn = ({ startedAt }: DemoTrace) =>
    startedAt >= times.slow.from && startedAt < times.slow.to;
  const median = (traces: DemoTrace[]) =>
    traces.map(latency).sort((a, b) => a - b)[traces.length >> 1] ?? 0;
  expect(median(inProduction.filter(isIn))).toBeGreaterThan(
    1.4 * median(inProduction.filter((t) => !isIn(t))),
  );
  const retried = ({ batch }: DemoTrace) => batch.spans.some(({ retries }) => retries > 0);
  expect(shareOf(inProduction.filter(isIn), retried)).toBeGreaterThan(0.1);
});

test("lost last requests grow with the long tickets", () => {
  const week = (from: number) =>
    inProduction.filter(({ startedAt, mistake }) => {
      const days = (SUNDAY.getTime() - startedAt.getTime()) / (24 * HOUR_MS);
      return mistake === "last request lost" && days >= from && days < from + 7;
    }).length;
  expect(week(0)).toBeGreaterThan(2 * week(7));
});

test("no ticket of production gives away a held-out case", () => {
  const withheld = new Set(
    triageCases.filter(({ split }) => split === "holdout").map(({ input }) => input.ticket),
  );
  expect(traffic.filter(({ ticket }) => ticket && withheld.has(ticket.text))).toEqual([]);
});

test.each([
  "2026-11-23T05:00:00Z",
  "2026-11-25T12:00:00Z",
  "2026-11-27T20:00:00Z",
  "2026-11-28T01:00:00Z",
])(
  "seeded at %s, release, rollback and slow afternoon lie in this order of working days in the past",
  (now) => {
    const { badRelease, rollback, slow, trafficFrom } = demoTimes(new Date(now));
    expect(trafficFrom < badRelease && badRelease < rollback).toBe(true);
    expect(rollback.getTime()).toBeLessThan(slow.from.getTime());
    expect(rollback.getTime() + 12 * HOUR_MS).toBeLessThan(Date.parse(now));
    expect(slow.to.getTime()).toBeLessThan(Date.parse(now));
    for (const at of [badRelease, rollback, slow.from])
      expect([0, 6]).not.toContain(at.getUTCDay());
  },
);
