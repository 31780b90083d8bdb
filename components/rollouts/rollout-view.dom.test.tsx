import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { afterEach, expect, test, vi } from "vitest";
import type { GuardrailFigures, Rollout } from "@/lib/rollouts/contract";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { ESCALATION, HISTORY, LATENCY, ROLLOUT } from "./rollout-fixture";
import { RolloutView } from "./rollout-view";

afterEach(() => void vi.unstubAllGlobals());

function show(rollout: Rollout, mayRelease = true) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  const updatedAt = Date.parse(rollout.countedAt ?? "");
  client.setQueryData(rolloutQueries.detail("tents", "3").queryKey, rollout, { updatedAt });
  client.setQueryData(rolloutQueries.history("tents", "3", true).queryKey, HISTORY);
  const fetched = vi.fn(async () => Response.json(rollout, { status: 201 }));
  vi.stubGlobal("fetch", fetched);
  render(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <RolloutView project="tents" name="3" mayRelease={mayRelease} />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return fetched;
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const breached: Rollout = {
  ...ROLLOUT,
  guardrails: [{ ...ESCALATION, action: "pause", verdict: "fail", evidence: 84 }],
};

test("every guardrail has both arms, its bar, its verdict and what follows from it", () => {
  show(ROLLOUT);
  const tile = within(screen.getByRole("article", { name: "Escalation rate" }));
  expect(tile.getByText("5.2 %")).toBeTruthy();
  expect(tile.getByText("4.1–6.5, n = 2,580")).toBeTruthy();
  expect(tile.getByText("6.1 %")).toBeTruthy();
  expect(tile.getByText("≤ 8.0 %, else roll back")).toBeTruthy();
  expect(tile.getByText("pass")).toBeTruthy();
  const slow = within(screen.getByRole("article", { name: "p95 latency" }));
  expect(slow.getByText(/share of requests slower than 1,240 ms/)).toBeTruthy();
  const cost = within(screen.getByRole("article", { name: "Cost per success" }));
  expect(cost.getByText("Not measured.")).toBeTruthy();
  expect(cost.getByText(/That is not the same as good/)).toBeTruthy();
});

test("guardrails of segments stand side by side, below that of all requests", () => {
  const enterprise: GuardrailFigures = {
    ...ESCALATION,
    ...{ segment: "Enterprise", verdict: "inconclusive", action: "pause" },
    candidate: { value: 0.094, low: 0.04, high: 0.19, n: 139 },
  };
  show({ ...ROLLOUT, guardrails: [ESCALATION, enterprise, LATENCY] });
  const table = within(screen.getByRole("table", { name: "Escalation rate by segment" }));
  expect(table.getAllByRole("row").map(({ textContent }) => textContent)).toEqual([
    "Segmentv6v5BarVerdict",
    "All requests5.2 %4.1–6.5, n = 2,5806.1 %5.5–6.8, n = 10,334≤ 8.0 %, else roll backpass",
    "Enterprise9.4 %4.0–19.0, n = 1396.1 %5.5–6.8, n = 10,334≤ 8.0 %, else pauseinconclusive",
  ]);
});

test("a segment without a bar is shown, and named where the versions differ", () => {
  const shown = {
    ...{ segment: "New users", metric: "escalation_rate" as const, limitMs: null },
    stable: { value: 0.06, low: 0.05, high: 0.07, n: 4_100 },
    candidate: { value: 0.2, low: 0.1, high: 0.33, n: 210 },
    differs: true,
  };
  const alike = { ...shown, segment: "Enterprise", candidate: null, differs: false };
  show({ ...ROLLOUT, guardrails: [ESCALATION], segments: [shown, alike] });
  const table = within(screen.getByRole("table", { name: "Escalation rate by segment" }));
  expect(table.getAllByRole("row").map(({ textContent }) => textContent)).toEqual([
    "Segmentv6v5BarVerdict",
    "All requests5.2 %4.1–6.5, n = 2,5806.1 %5.5–6.8, n = 10,334≤ 8.0 %, else roll backpass",
    "New users20.0 %10.0–33.0, n = 2106.0 %5.0–7.0, n = 4,100no barversions differ",
    "Enterpriseno value6.0 %5.0–7.0, n = 4,100no bar–",
  ]);
  expect(
    screen.getByText(/shown and never act\. The versions differ in New users\.$/),
  ).toBeTruthy();
});

test("without a segment there is no table of segments", () => {
  show(ROLLOUT);
  expect(screen.queryByRole("table", { name: /by segment/ })).toBeNull();
});

test("stages say what is behind them, how far they are and when the next may begin", () => {
  show(ROLLOUT);
  expect(screen.getByText("24 h 2 min, 968 requests")).toBeTruthy();
  expect(screen.getByText("5 h 46 min of 24 h · 1,612 of 1,000 requests")).toBeTruthy();
  expect(screen.getByText("not before 25 Nov 08:32")).toBeTruthy();
  expect(screen.getByText("18 h 14 min to go")).toBeTruthy();
});

test("requests of pinned units are counted apart, beside the way to their rules", () => {
  show(ROLLOUT);
  const rules = screen.getByRole("link", { name: "Rules" });
  expect(rules.getAttribute("href")).toBe(
    `/tents/settings/environments?environment=${ROLLOUT.environment}#pins`,
  );
  expect(rules.parentElement?.textContent).toMatch(/^30, [\d.]+ %; they count in no arm\. Rules$/);
});

test("the decisions of Galley can be read alone, each with what it saw", () => {
  show(ROLLOUT);
  expect(screen.getByText("Priya Nair released v6 at 10 %.")).toBeTruthy();
  press("Decisions");
  expect(screen.queryByText("Priya Nair released v6 at 10 %.")).toBeNull();
  expect(screen.getByText("24 h 2 min of 24 h")).toBeTruthy();
  expect(screen.getByRole("link", { name: "All of it as JSON" }).getAttribute("href")).toBe(
    "/api/v1/projects/tents/rollouts/3/events/e2/basis",
  );
});

test("to advance early shows what is not met yet, and sends the stage that was seen", async () => {
  const fetched = show(ROLLOUT);
  press("Advance…");
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText("18 h 14 min to go")).toBeTruthy();
  fireEvent.click(dialog.getByRole("button", { name: /^Advance to everybody/ }));
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  const call = fetched.mock.calls.find(([url]: unknown[]) => String(url).endsWith("/advances"));
  expect(JSON.parse(String((call as unknown as [string, RequestInit])[1].body))).toEqual({
    reason: "",
    stage: 2,
  });
});

test("to go on after a breach needs a reason", async () => {
  const fetched = show({ ...breached, state: "paused" });
  expect(screen.getByText("breached, paused")).toBeTruthy();
  press("Resume…");
  const dialog = within(await screen.findByRole("alertdialog"));
  fireEvent.click(dialog.getByRole("button", { name: /^Resume/ }));
  await dialog.findByText("Give a reason: a guardrail is breached.");
  expect(fetched).not.toHaveBeenCalled();
  fireEvent.change(dialog.getByLabelText("Reason"), { target: { value: "A holiday" } });
  fireEvent.click(dialog.getByRole("button", { name: /^Resume/ }));
  await waitFor(() => expect(fetched).toHaveBeenCalled());
});

test("a rollout that was rolled back says why, and offers no step any more", () => {
  show({
    ...breached,
    state: "rolled_back",
    endedAt: "2026-11-24T14:20:00.000Z",
    events: [
      {
        ...(ROLLOUT.events[0] as Rollout["events"][number]),
        type: "rolled_back",
        sentence: "Galley rolled back from 50 %",
        reason: "Escalation rate 18.0 % is certainly beyond 8 %",
      },
    ],
  });
  expect(screen.getByText("Rolled back from 50 %: everybody has v5 again.")).toBeTruthy();
  expect(screen.getAllByText(/18.0 % is certainly beyond 8 %/)).toHaveLength(2);
  expect(screen.queryByRole("button", { name: "Advance…" })).toBeNull();
});

test("who may not release sees no buttons that would refuse", () => {
  show(ROLLOUT, false);
  expect(screen.queryByRole("button", { name: "Pause…" })).toBeNull();
});
