import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { isAppError } from "@/lib/http/app-error";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createSegment } from "@/lib/segments/create-segment";
import { seededRandom } from "@/lib/stats/distributions/seeded-random";
import { rate } from "@/lib/stats/intervals/wilson-interval";
import type { MetricFigure, MetricQuery } from "./contract";
import { exportMetric } from "./export-metric";
import { getMetricSummary } from "./get-metric-summary";
import { getOverview } from "./get-overview";
import type { Metric } from "./metric";
import { getMetric, getMetricCharts } from "./reads";
import { putTraces, type TestTrace } from "./test-traces";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const start = Date.UTC(2026, 10, 2, 0);
const range = {
  from: new Date(start).toISOString(),
  to: new Date(start + 2 * DAY_MS).toISOString(),
};

let project: TestProject;
let segmentId: string;
let traces: TestTrace[];

/** Two days of two versions; every fifth hour nobody asked, and v2 is slower and escalates more. */
function makeTraces(): TestTrace[] {
  const random = seededRandom(42);
  return Array.from({ length: 900 }, () => {
    const hour = random(48);
    return { hour: hour % 5 === 4 ? hour - 1 : hour, dice: random(100), spread: random(1_000) };
  }).map(({ hour, dice, spread }, index) => {
    const version = index % 3 === 0 ? 2 : 1;
    const escalates = dice < (version === 2 ? 20 : 6);
    return {
      at: new Date(start + hour * HOUR_MS + spread * 3_000),
      prompt: "support/triage",
      version,
      environment: "production",
      arm: version === 2 ? "candidate" : "stable",
      // Every tenth has not ended yet, as far as anybody knows.
      ...(index % 10 === 0
        ? {}
        : { outcome: escalates ? ("escalated" as const) : dice < 30 ? "failed" : "succeeded" }),
      latencyMs: 300 + spread + (version === 2 ? 400 : 0),
      ...(index % 4 === 0 ? {} : { costUsd: 0.001 + spread / 1_000_000 }),
      inputTokens: 800 + dice,
      retries: dice < 5 ? 2 : 0,
      ...(dice === 99 ? { error: "time-out" } : {}),
      segments: dice % 2 === 0 ? [segmentId] : [],
    };
  });
}

beforeAll(async () => {
  project = await makeTestProject();
  const segment = await createSegment(project.editor, {
    name: "New users",
    description: "",
    condition: { subject: "attribute", attribute: "new", operator: "=", value: true },
  });
  segmentId = segment.id;
  traces = makeTraces();
  await putTraces(project.id, traces);
});

const ask = (query: Partial<MetricQuery> & { metric: Metric }) =>
  getMetric(project.viewer, { ...range, ...query });

function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN;
}

/** What the raw rows say, by hour. */
function byHour<T>(of: readonly TestTrace[], value: (some: TestTrace[]) => T): Map<string, T> {
  const hours = new Map<string, TestTrace[]>();
  for (const trace of of) {
    const at = new Date(Math.floor(trace.at.getTime() / HOUR_MS) * HOUR_MS).toISOString();
    hours.set(at, [...(hours.get(at) ?? []), trace]);
  }
  return new Map([...hours].map(([at, some]) => [at, value(some)]));
}

describe("a metric over time", () => {
  test("says what the raw rows say, hour by hour and with Wilson's interval", async () => {
    const { series } = await ask({ metric: "success_rate", interval: "hour" });
    const exact = byHour(traces, (some) => {
      const withOutcome = some.filter(({ outcome }) => outcome);
      return rate(
        withOutcome.filter(({ outcome }) => outcome === "succeeded").length,
        withOutcome.length,
      );
    });
    expect(series).toHaveLength(1);
    expect(series[0]?.key).toBe("all");
    for (const { at, ...point } of series[0]?.points ?? []) expect(point).toEqual(exact.get(at));
    expect(series[0]?.points.length).toBe([...exact.values()].filter(Boolean).length);
  });

  test("reads p95 within 1 % of the raw latencies, and its interval holds the value", async () => {
    const { series } = await ask({ metric: "latency_p95_ms", interval: "day" });
    for (const { at, value, low, high, n } of series[0]?.points ?? []) {
      const day = traces.filter(
        (trace) => !trace.error && trace.at.toISOString().startsWith(at.slice(0, 10)),
      );
      const exact = quantile(
        day.map(({ latencyMs = 0 }) => latencyMs),
        0.95,
      );
      expect(n).toBe(day.length);
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(exact * 0.01 + 1e-9);
      expect(low ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(value);
      expect(high ?? 0).toBeGreaterThanOrEqual(value);
    }
  });

  test("takes no latency from a request that failed with an error, however fast", async () => {
    const other = await makeTestProject();
    await putTraces(other.id, [
      ...Array.from({ length: 100 }, () => ({ at: new Date(start), latencyMs: 800 })),
      ...Array.from({ length: 400 }, () => ({ at: new Date(start), latencyMs: 3, error: "429" })),
    ]);
    const read = async (metric: Metric) => {
      const { series } = await getMetric(other.viewer, { ...range, metric, interval: "day" });
      return series[0]?.points[0];
    };
    const p50 = await read("latency_p50_ms");
    expect(p50?.n).toBe(100);
    expect(p50?.value).toBeCloseTo(800, -1.2);
    expect(await read("error_rate")).toMatchObject({ value: 0.8, n: 500 });
  });

  test("counts every one of many traces that took the same time", async () => {
    const other = await makeTestProject();
    await putTraces(other.id, [
      ...Array.from({ length: 940 }, () => ({ at: new Date(start), latencyMs: 500 })),
      ...Array.from({ length: 60 }, () => ({ at: new Date(start), latencyMs: 9_000 })),
    ]);
    const p = async (metric: Metric) => {
      const { series } = await getMetric(other.viewer, { ...range, metric, interval: "day" });
      return series[0]?.points[0];
    };
    expect(await p("latency_p50_ms")).toMatchObject({ n: 1_000 });
    expect((await p("latency_p50_ms"))?.value).toBeCloseTo(500, -1);
    const p95 = (await p("latency_p95_ms"))?.value ?? 0;
    expect(Math.abs(p95 - 9_000)).toBeLessThanOrEqual(90);
  });

  test("counts the cost of failures into the cost per success, and unknown cost nowhere", async () => {
    const { series } = await ask({ metric: "cost_per_success_usd", interval: "day" });
    const priced = traces.filter(
      ({ costUsd, outcome }) => costUsd !== undefined && outcome !== undefined,
    );
    expect(priced.length).toBeLessThan(
      traces.filter(({ costUsd }) => costUsd !== undefined).length,
    );
    const total = priced.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0);
    const successes = priced.filter(({ outcome }) => outcome === "succeeded").length;
    const points = series[0]?.points ?? [];
    const back = points.reduce((sum, { value, n }) => sum + value * n, 0);
    expect(points.reduce((sum, { n }) => sum + n, 0)).toBe(successes);
    expect(back).toBeCloseTo(total, 6);
  });

  test("has no point where nobody asked, instead of a 0", async () => {
    const { series } = await ask({ metric: "requests", interval: "hour" });
    const hours = new Set(series[0]?.points.map(({ at }) => new Date(at).getUTCHours() % 24));
    expect(series[0]?.points.every(({ value }) => value > 0)).toBe(true);
    expect(series[0]?.points.length).toBeLessThan(48);
    expect(hours.size).toBeGreaterThan(10);
  });

  test("splits by version, arm and segment, and the parts add up", async () => {
    const versions = await ask({
      metric: "requests",
      interval: "day",
      groupBy: "version",
      prompt: "support/triage",
    });
    expect(versions.series.map(({ key, n }) => [key, n])).toEqual([
      ["1", 600],
      ["2", 300],
    ]);
    const arms = await ask({ metric: "requests", groupBy: "arm" });
    expect(arms.series.map(({ key }) => key)).toEqual(["stable", "candidate"]);
    const inIt = traces.filter(({ segments }) => segments?.length).length;
    const parts = await ask({ metric: "requests", groupBy: "segment:New users" });
    expect(new Map(parts.series.map(({ key, n }) => [key, n]))).toEqual(
      new Map([
        ["New users", inIt],
        ["not New users", 900 - inIt],
      ]),
    );
  });

  test("keeps versions of different prompts apart when all prompts are asked for", async () => {
    const { series } = await ask({ metric: "requests", groupBy: "version" });
    expect(series.map(({ key }) => key)).toEqual(["support/triage v1", "support/triage v2"]);
  });

  test("refuses a range that would be too many points, and one that ends before it begins", async () => {
    const long = { from: "2026-01-01T00:00:00Z", to: "2026-11-01T00:00:00Z" };
    await expect(ask({ metric: "requests", interval: "hour", ...long })).rejects.toSatisfy(
      (error) => isAppError(error) && error.status === 422,
    );
    await expect(ask({ metric: "requests", from: range.to, to: range.from })).rejects.toSatisfy(
      isAppError,
    );
  });

  test("is a 404 for a segment that is not there", async () => {
    await expect(ask({ metric: "requests", segment: "nobody" })).rejects.toSatisfy(
      (error) => isAppError(error) && error.status === 404,
    );
  });

  test("comes as CSV with escaped names and empty cells for unknown bounds", async () => {
    const other = await makeTestProject();
    await putTraces(other.id, [{ at: new Date(start), arm: "=1+1", outcome: "succeeded" }]);
    const file = await exportMetric(other.viewer, { ...range, metric: "requests", groupBy: "arm" });
    expect(await file.text()).toBe(
      "at,group,metric,value,low,high,n\n2026-11-02T00:00:00.000Z,'=1+1,requests,1,,,1\n",
    );
  });
});

describe("the headline", () => {
  test("calls a difference worse only when the interval says so", async () => {
    const other = await makeTestProject();
    const put = (day: number, escalated: number, succeeded: number): TestTrace[] =>
      Array.from({ length: escalated + succeeded }, (_, index) => ({
        at: new Date(start + day * DAY_MS + index * 1_000),
        outcome: index < escalated ? "escalated" : "succeeded",
        costUsd: 0.002,
        latencyMs: 500,
      }));
    await putTraces(other.id, [...put(0, 20, 480), ...put(1, 60, 440)]);
    const second = {
      from: new Date(start + DAY_MS).toISOString(),
      to: new Date(start + 2 * DAY_MS).toISOString(),
    };
    const summary = await getMetricSummary(other.viewer, second);
    const figure = (metric: Metric) => summary.figures.find((one) => one.metric === metric);
    expect(summary.n).toBe(500);
    expect(figure("escalation_rate")?.now).toEqual(rate(60, 500));
    expect(figure("escalation_rate")?.before).toEqual(rate(20, 500));
    expect(figure("escalation_rate")?.change?.verdict).toBe("worse");
    expect(figure("success_rate")?.change?.verdict).toBe("worse");
    expect(figure("fallback_rate")?.change?.verdict).toBe("cannot_tell");
    // 0.002 × 500 ÷ 440 against 0.002 × 500 ÷ 480
    expect(figure("cost_per_success_usd")?.change?.value).toBeCloseTo(480 / 440 - 1, 9);
    expect(figure("input_tokens")).toMatchObject({ now: null, change: null });
  });

  test("reads segments against the same time before, corrected for their number", async () => {
    const summary = await getMetricSummary(project.viewer, range);
    const [segment] = summary.segments;
    expect(segment?.segment).toBe("New users");
    expect(segment?.n).toBe(traces.filter(({ segments }) => segments?.length).length);
    expect(segment?.figures.map(({ change }) => change)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
    expect(summary.seen).toMatchObject({ prompts: ["support/triage"], versions: [2, 1] });
  });
});

describe("the dashboard's charts", () => {
  test("have at most about 90 points and say the same as the metric itself", async () => {
    const charts = await getMetricCharts(project.viewer, {
      ...range,
      prompt: "support/triage",
      groupBy: "version",
      before: "true",
    });
    expect(charts.stepHours).toBe(1);
    expect(charts.groups.map(({ key }) => key)).toEqual(["1", "2"]);
    expect(charts.before).toBeNull();
    const { series } = await ask({ metric: "escalation_rate", interval: "hour" });
    const points = series[0]?.points ?? [];
    const drawn = (charts.all?.points ?? []).flatMap(({ at, readings: { escalation_rate } }) =>
      escalation_rate ? [{ at, value: escalation_rate.value }] : [],
    );
    expect(drawn.map(({ at }) => at)).toEqual(points.map(({ at }) => at));
    for (const [index, { value }] of drawn.entries()) {
      expect(value).toBeCloseTo(points[index]?.value ?? Number.NaN, 5);
    }
  });

  test("draw the same whole, split or not", async () => {
    const charts = (groupBy?: "arm") => getMetricCharts(project.viewer, { ...range, groupBy });
    expect((await charts("arm")).all).toEqual((await charts()).all);
  });

  test("of three months come in days", async () => {
    const { stepHours } = await getMetricCharts(project.viewer, {
      from: "2026-08-10T00:00:00Z",
      to: "2026-11-08T00:00:00Z",
    });
    expect(stepHours).toBe(24);
  });
});

describe("the overview", () => {
  test("finds the prompt and the segment that got worse, and only those", async () => {
    const other = await makeTestProject();
    const segment = await createSegment(other.editor, {
      name: "Long input",
      description: "",
      condition: { subject: "inputLength", operator: ">", value: 1_000 },
    });
    const now = Date.now();
    const put = (prompt: string, hoursAgo: number, escalated: number, inSegment: boolean) =>
      Array.from(
        { length: 300 },
        (_, index): TestTrace => ({
          at: new Date(now - hoursAgo * HOUR_MS - index * 1_000),
          prompt,
          version: 1,
          environment: "production",
          outcome: index < escalated ? "escalated" : "succeeded",
          segments: inSegment ? [segment.id] : [],
        }),
      );
    await putTraces(other.id, [
      ...put("calm", 10 * 24, 12, true),
      ...put("calm", 2 * 24, 12, true),
      ...put("worse", 10 * 24, 12, true),
      ...put("worse", 2 * 24, 60, true),
    ]);
    const overview = await getOverview(other.viewer, { range: "7d", environment: "production" });
    expect(overview.prompts.map(({ prompt, n }) => [prompt, n])).toEqual([
      ["calm", 300],
      ["worse", 300],
    ]);
    const worse = overview.gotWorse.filter(({ figure }) => figure.change?.verdict === "worse");
    expect(new Set(worse.map(({ prompt }) => prompt))).toEqual(new Set(["worse"]));
    const finding = worse.find(({ figure }) => figure.metric === "escalation_rate");
    expect(finding).toMatchObject({ segment: null, alsoIn: ["Long input"], release: null });
    for (const { prompt, segment, figure } of overview.gotWorse) {
      const page = await getMetricSummary(other.viewer, {
        range: "7d",
        environment: "production",
        prompt,
      });
      const figures =
        segment === null
          ? page.figures
          : page.segments.find((one) => one.segment === segment)?.figures;
      // One figure, here and on the page that it leads to; a verdict here allows for all prompts and holds there.
      const there = figures?.find(({ metric }) => metric === figure.metric);
      const sure = figure.change?.verdict === "worse";
      const verdict = sure ? "worse" : there?.change?.verdict;
      expect(there).toEqual({ ...figure, change: { ...figure.change, verdict } });
    }
    expect(overview.hasTraces).toBe(true);
    const newest = new Date(now - 2 * 24 * HOUR_MS);
    newest.setUTCMinutes(0, 0, 0);
    expect(overview.newestHour).toBe(newest.toISOString());
    const elsewhere = await getOverview(other.viewer, { range: "7d", environment: "staging" });
    expect(elsewhere.newestHour).toBeNull();
  });

  test("is not sure of one of twenty prompts where it would be sure of one alone", async () => {
    const other = await makeTestProject();
    const now = Date.now();
    const put = (prompt: string, hoursAgo: number, escalated: number) =>
      Array.from(
        { length: 100 },
        (_, index): TestTrace => ({
          at: new Date(now - hoursAgo * HOUR_MS - index * 1_000),
          prompt,
          environment: "production",
          outcome: index < escalated ? "escalated" : "succeeded",
          latencyMs: 500 + index,
        }),
      );
    const calm = Array.from({ length: 19 }, (_, index) => `calm-${index}`);
    await putTraces(other.id, [
      ...calm.flatMap((prompt) => [...put(prompt, 10 * 24, 10), ...put(prompt, 2 * 24, 10)]),
      ...put("worse", 10 * 24, 6),
      ...put("worse", 2 * 24, 16),
    ]);
    const query = { range: "7d", environment: "production" } as const;
    const verdictOf = (figures: MetricFigure[] | undefined) =>
      figures?.find(({ metric }) => metric === "escalation_rate")?.change?.verdict;
    const page = await getMetricSummary(other.viewer, { ...query, prompt: "worse" });
    expect(verdictOf(page.figures)).toBe("worse");
    const overview = await getOverview(other.viewer, query);
    const row = overview.prompts.find(({ prompt }) => prompt === "worse");
    expect(verdictOf(row?.figures)).toBe("cannot_tell");
    expect(overview.gotWorse.map(({ figure }) => figure.change?.verdict)).not.toContain("worse");
  });

  test("counts this week's failures by category, beside last week's", async () => {
    const other = await makeTestProject();
    const category = await db.failureCategory.create({
      data: { projectId: other.id, name: "missed escalation" },
    });
    const review = (id: string, verdict: string, daysAgo: number) => ({
      projectId: other.id,
      traceId: id,
      verdict,
      failureCategoryId: verdict === "failure" ? category.id : null,
      rule: "random",
      startedAt: new Date(),
      reviewerName: "Ines",
      reviewedAt: new Date(Date.now() - daysAgo * DAY_MS),
    });
    await db.traceReview.createMany({
      data: [review("a", "failure", 0), review("b", "fine", 0), review("c", "failure", 7)],
    });
    const { failures, hasTraces } = await getOverview(other.viewer, {
      range: "7d",
      environment: "production",
    });
    expect(failures).toEqual({
      reviewed: 2,
      reviewedBefore: 1,
      failed: 1,
      categories: [{ category: "missed escalation", now: 1, before: 1 }],
    });
    expect(hasTraces).toBe(false);
  });
});
