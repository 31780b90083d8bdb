import { beforeAll, describe, expect, test } from "vitest";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { rate } from "@/lib/stats/intervals/wilson-interval";
import { getMetricSummary } from "./get-metric-summary";
import { getOverview } from "./get-overview";
import type { Metric } from "./metric";
import { getMetric, getMetricCharts } from "./reads";
import { putTraces, type TestTrace } from "./test-traces";

const HOUR_MS = 3_600_000;
const start = Math.floor(Date.now() / (24 * HOUR_MS)) * 24 * HOUR_MS - 48 * HOUR_MS;
const range = {
  from: new Date(start).toISOString(),
  to: new Date(start + 24 * HOUR_MS).toISOString(),
};

/** 10 units with 100 requests each that all end alike, spread over 20 hours: half of the units fail. */
function tenUnits(environment: string, unitOf: (unit: number) => string | undefined): TestTrace[] {
  return Array.from({ length: 1_000 }, (_, index) => {
    const unit = unitOf(index % 10);
    return {
      at: new Date(start + Math.floor(index / 50) * HOUR_MS + (index % 50) * 1_000),
      prompt: "support/triage",
      version: 1 + (Math.floor(index / 10) % 2),
      environment,
      ...(unit ? { unit } : {}),
      outcome: index % 2 === 0 ? "succeeded" : "failed",
      latencyMs: index % 2 === 0 ? 400 : 900,
      costUsd: index % 2 === 0 ? 0.001 : 0.003,
    };
  });
}

let project: TestProject;
beforeAll(async () => {
  project = await makeTestProject();
  await putTraces(project.id, [
    ...tenUnits("production", (unit) => `cus_${unit}`),
    ...tenUnits("staging", () => undefined),
  ]);
});

const width = ({ low, high }: { low?: number | null; high?: number | null }) =>
  (high ?? Number.NaN) - (low ?? Number.NaN);
const WIDTH_OF_10 = width(rate(5, 10) ?? {});
const WIDTH_OF_1000 = width(rate(500, 1_000) ?? {});

async function figure(environment: string, metric: Metric, more: { version?: number } = {}) {
  const { figures } = await getMetricSummary(project.viewer, { ...range, environment, ...more });
  return figures.find((one) => one.metric === metric)?.now ?? {};
}

describe("10 units with 100 identical requests each", () => {
  test("say as much of a rate as 10 requests", async () => {
    const one = width(await figure("production", "success_rate"));
    expect(one).toBeGreaterThan(WIDTH_OF_10);
    expect(one).toBeLessThan(1.3 * WIDTH_OF_10);
  });

  test("say no more of a version, in a chart by the day, or split", async () => {
    expect(width(await figure("production", "success_rate", { version: 1 }))).toBeGreaterThan(
      WIDTH_OF_10,
    );
    for (const groupBy of [undefined, "version"] as const) {
      const { series } = await getMetric(project.viewer, {
        ...{ ...range, metric: "success_rate", interval: "day", environment: "production" },
        groupBy,
      });
      const [day] = series[0]?.points ?? [];
      expect(width(day ?? {})).toBeGreaterThan(WIDTH_OF_10);
      expect(width(day ?? {})).toBeLessThan(1.3 * WIDTH_OF_10);
    }
  });

  test("say in one hour what 10 requests say, and the parts of a split chart make the same whole", async () => {
    const query = { ...range, environment: "production" } as const;
    const whole = await getMetricCharts(project.viewer, query);
    const split = await getMetricCharts(project.viewer, { ...query, groupBy: "version" });
    for (const { all } of [whole, split]) {
      const reading = all?.points[0]?.readings.success_rate;
      expect(width(reading ?? {})).toBeGreaterThan(WIDTH_OF_10);
      expect(width(reading ?? {})).toBeLessThan(1.3 * WIDTH_OF_10);
    }
  });

  test("leave means and the overview as unsure", async () => {
    expect(await figure("production", "cost_usd")).toMatchObject({ n: 1_000, low: null });
    const overview = await getOverview(project.viewer, {
      range: "7d",
      environment: "production",
    });
    const shown = overview.figures.find(({ metric }) => metric === "success_rate")?.now;
    expect(width(shown ?? {})).toBeGreaterThan(WIDTH_OF_10);
  });

  test("bound p50 as widely as 10 requests do", async () => {
    const { low, high } = (await figure("production", "latency_p50_ms")) as Record<string, number>;
    expect(low).toBeLessThan(410);
    expect(high).toBeGreaterThan(890);
    expect(await figure("staging", "error_rate")).toMatchObject({ value: 0 });
  });
});

test("requests that name no unit count as independent", async () => {
  expect(width(await figure("staging", "success_rate"))).toBeCloseTo(WIDTH_OF_1000, 9);
  expect(width(await figure("staging", "cost_usd"))).toBeLessThan(0.0002);
  const summary = await getMetricSummary(project.viewer, range);
  expect(summary).toMatchObject({ n: 2_000, withUnit: 1_000 });
});
