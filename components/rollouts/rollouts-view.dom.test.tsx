import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { afterEach, expect, test, vi } from "vitest";
import type { RolloutSummary } from "@/lib/rollouts/contract";
import { ReleaseRolloutSection } from "./release-rollout-section";
import { ROLLOUT } from "./rollout-fixture";
import { RolloutsView } from "./rollouts-view";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => {} }) }));
afterEach(() => void vi.unstubAllGlobals());

const HELD: RolloutSummary = { ...ROLLOUT, state: "holding", holdingFor: ["approval"] };
const ENDED: RolloutSummary = {
  ...{ ...ROLLOUT, id: "0199", number: 2, state: "rolled_back" },
  endedAt: "2026-11-20T10:00:00.000Z",
};

function show(rollouts: readonly RolloutSummary[]) {
  const fetched = vi.fn(async (address: string) => {
    if (address.includes("/prompts")) return Response.json({ data: [], nextCursor: null });
    const isActive = address.includes("state=active");
    const data = rollouts.filter(({ endedAt }) => (endedAt === null) === isActive);
    return Response.json({ data, nextCursor: null });
  });
  vi.stubGlobal("fetch", fetched);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NuqsTestingAdapter>
        <RolloutsView project="tents" environments={["production"]} mayRelease />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return fetched;
}

test("what goes on stands above what has ended, each with how it does", async () => {
  show([HELD, ENDED]);
  await screen.findByText("holding for approval");
  expect(screen.getByText("rolled back")).toBeTruthy();
  const text = screen.getByRole("table", { name: "Rollouts" }).textContent ?? "";
  expect(text.indexOf("Rolling out")).toBeLessThan(text.indexOf("holding for approval"));
  expect(text.indexOf("Ended")).toBeLessThan(text.indexOf("rolled back"));
  expect(screen.getByText("1 version rolling out. Each goes on, or back, by itself.")).toBeTruthy();
});

test("only what has ended is asked for when only that is wanted", async () => {
  show([HELD, ENDED]);
  await screen.findByText("holding for approval");
  const states = within(screen.getByRole("group", { name: "State" }));
  fireEvent.click(states.getByRole("button", { name: "Ended" }));
  await screen.findByText("rolled back");
  expect(screen.queryByText("holding for approval")).toBeNull();
});

test("without rollouts the page says what one is and where it begins", async () => {
  show([]);
  await screen.findByText("No rollouts yet");
  expect(screen.getByRole("link", { name: "Release in stages…" }).getAttribute("href")).toBe(
    "/tents/releases/new",
  );
});

test("a release records its stages, what each guardrail said, and how it ended", () => {
  const { id, number, percent, health, stageStates, guardrails } = ROLLOUT;
  render(
    <ReleaseRolloutSection
      project="tents"
      version={6}
      replaces={5}
      rollout={{
        ...{ id, number, percent, health, guardrails, stages: stageStates },
        state: "rolled_back",
        endedAt: "2026-11-24T14:20:00.000Z",
        sentence: "Rolled back: everybody gets v5.",
      }}
    />,
  );
  expect(screen.getByText("rolled back")).toBeTruthy();
  expect(screen.getByText("Rolled back: everybody gets v5.")).toBeTruthy();
  expect(screen.getByText(/from 23 Nov 08:30 for 24 h 2 min, 968 requests/)).toBeTruthy();
  const table = within(screen.getByRole("table", { name: "Guardrails of the rollout" }));
  expect(table.getByText("≤ 8.0 %")).toBeTruthy();
  expect(table.getByText("not measured")).toBeTruthy();
});
