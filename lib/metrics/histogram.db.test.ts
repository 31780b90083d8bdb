import { beforeAll, expect, test } from "vitest";
import { isAppError } from "@/lib/http/app-error";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createSegment } from "@/lib/segments/create-segment";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { countTraces } from "@/lib/traces/reads";
import { getTraceHistogram } from "./get-histogram";
import { getMetricCharts } from "./reads";
import { putTraces, type TestTrace } from "./test-traces";

const HOUR_MS = 3_600_000;
const start = Date.UTC(2026, 9, 5, 3);
const OUTCOMES = ["succeeded", "failed", "escalated", "fell_back", undefined] as const;

let project: TestProject;

/** Ten days, a trace every hour and a half; outcomes and versions in turn. */
beforeAll(async () => {
  project = await makeTestProject();
  const { id } = await createSegment(project.editor, {
    name: "New users",
    description: "",
    condition: { subject: "attribute", attribute: "new", operator: "=", value: true },
  });
  const traces = Array.from({ length: 160 }, (_, index): TestTrace => {
    const outcome = OUTCOMES[index % OUTCOMES.length];
    return {
      at: new Date(start + index * 1.5 * HOUR_MS),
      prompt: "support/triage",
      version: index % 3 === 0 ? 2 : 1,
      environment: "production",
      ...(outcome ? { outcome } : {}),
      segments: index % 4 === 0 ? [id] : [],
    };
  });
  await putTraces(project.id, traces);
});

const to = new Date(start + 240 * HOUR_MS).toISOString();
const ask = (filters: TraceFilters) => getTraceHistogram(project.viewer, { to, ...filters });

async function total(filters: TraceFilters): Promise<number> {
  const { bars } = await ask(filters);
  return bars.reduce(
    (sum, { succeeded, failed, escalated, fell_back, none }) =>
      sum + succeeded + failed + escalated + fell_back + none,
    0,
  );
}

test("the bars of a list's filters add up to what the list counts", async () => {
  const from = new Date(start + 48 * HOUR_MS).toISOString();
  const cases: TraceFilters[] = [
    {},
    { from },
    { version: 2 },
    { segment: "New users" },
    { outcome: "failed" },
    { outcome: "none", version: 1, prompt: "support/triage" },
    { environment: "staging" },
  ];
  for (const filters of cases) {
    const { count } = await countTraces(project.viewer, { to, ...filters });
    expect(await total(filters), JSON.stringify(filters)).toBe(count);
  }
});

test("without a time it begins with the first trace, and a bar is as long as the range allows", async () => {
  const whole = await ask({});
  expect(whole.from).toBe(new Date(start).toISOString());
  expect(whole.stepHours).toBe(3);
  expect(whole.bars.length).toBeLessThanOrEqual(91);
  const day = await ask({ from: new Date(start + 216 * HOUR_MS).toISOString() });
  expect(day.stepHours).toBe(1);
  expect(day.bars).toHaveLength(24);
});

test("a filter that the counts of hours do not know is named, and nothing is drawn", async () => {
  expect(await ask({ q: "charged", minLatencyMs: 500, version: 2 })).toMatchObject({
    bars: [],
    unknown: expect.toSatisfy((names: string[]) => names.toSorted().join() === "minLatencyMs,q"),
  });
});

test("a time that ends before it begins is refused", async () => {
  await expect(ask({ from: "2026-12-01T00:00:00.000Z" })).rejects.toSatisfy(
    (error: unknown) => isAppError(error) && error.status === 422,
  );
});

test("over half a year, too, each count stands at a step that is drawn", async () => {
  const from = "2026-04-02T00:00:00.000Z";
  expect(await total({ from })).toBe(160);
  const charts = await getMetricCharts(project.viewer, { from, to });
  const step = charts.stepHours * HOUR_MS;
  expect(charts.stepHours).toBeGreaterThan(24);
  for (const { at } of charts.all?.points ?? []) {
    expect((Date.parse(at) - Date.parse(charts.from)) % step).toBe(0);
  }
});
