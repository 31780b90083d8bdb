import { render, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import LineChartBody from "./line-chart-body";

// Nothing has a size here, and a chart without one draws nothing. Other tests have loaded the charts before.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(
    new DOMRect(0, 0, 400, 200),
  );
});
afterEach(() => void vi.restoreAllMocks());

const point = (x: number, development: number, holdout: number | null) => ({
  x,
  values: { development, holdout },
  bands: {
    development: [development - 0.1, development + 0.1] as const,
    holdout: holdout === null ? null : ([holdout - 0.1, holdout + 0.1] as const),
  },
});

const show = (points: ReturnType<typeof point>[]) =>
  render(
    <LineChartBody
      label="Pass rate"
      points={points}
      lines={[
        { key: "development", label: "development", tone: "current" },
        { key: "holdout", label: "holdout", tone: "holdout" },
      ]}
      formatX={String}
      formatY={String}
      domain={[0, 1]}
    />,
  ).container;

test("a point between gaps has its interval as whiskers, others have it as a band", async () => {
  const alone = show([point(1, 0.6, null), point(2, 0.7, 0.5), point(3, 0.8, null)]);
  await waitFor(() => expect(alone.querySelectorAll(".recharts-errorBar")).toHaveLength(1), {
    timeout: 10_000,
  });
  const both = show([point(1, 0.6, 0.5), point(2, 0.7, 0.5)]);
  await waitFor(() => expect(both.querySelectorAll(".recharts-line").length).toBeGreaterThan(0));
  expect(both.querySelectorAll(".recharts-errorBar")).toHaveLength(0);
});
