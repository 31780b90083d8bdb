import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { afterEach, expect, test, vi } from "vitest";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { HoldoutGap, HoldoutLook } from "@/lib/runs/holdout/gap-contract";
import HoldoutDialog from "./holdout-dialog";

afterEach(() => void vi.unstubAllGlobals());

const at = "2026-11-30T09:00:00.000Z";
const set = {
  name: "triage",
  counts: { development: 120, holdout: 60 },
  holdoutLooks: 2,
  holdoutBudget: 20,
  looksPerPrompt: 20,
  canSeeHoldout: true,
  unsealing: null,
} as EvalSetDetail;
const look = (version: number, runNumber: number): HoldoutLook => ({
  ...{ id: String(runNumber), at, by: "Ines", prompt: "support/triage", version, runNumber },
  isOver: false,
});
const rate = (value: number, n: number) => ({ value, low: value - 0.1, high: value + 0.1, n });
const bounds = (value: number, low: number, high: number) => ({ value, low, high });
const gap: HoldoutGap = {
  prompt: "support/triage",
  evalSet: "triage",
  base: 1,
  looks: 2,
  budget: 20,
  points: [
    { version: 1, development: rate(0.7, 120), holdout: rate(0.7, 60), gains: null },
    {
      version: 2,
      development: rate(0.83, 120),
      holdout: rate(0.7, 60),
      gains: {
        development: bounds(0.1333, 0.061, 0.211),
        holdout: bounds(0, -0.1, 0.1),
        gap: { ...bounds(0.1333, 0.0037, 0.2676), isReal: true },
      },
    },
  ],
};

function show(more: Partial<EvalSetDetail> = {}, looks = [look(2, 9), look(1, 8)]) {
  const sent: string[] = [];
  vi.stubGlobal("fetch", async (url: string, { method = "GET", body = "" }: RequestInit = {}) => {
    if (method !== "GET") sent.push(`${method} ${url} ${String(body)}`);
    if (url.includes("/looks")) return Response.json({ data: looks, nextCursor: null });
    if (url.includes("/holdout-gap")) return Response.json(gap);
    if (url.includes("/loosenings"))
      return Response.json({ data: [], nextCursor: null, mayLoosen: true, reviewers: [] });
    return Response.json({ ...set, ...more }, { status: 201 });
  });
  render(
    <NuqsTestingAdapter>
      <QueryClientProvider client={new QueryClient()}>
        <HoldoutDialog project="tents" set={{ ...set, ...more }} mayWrite onClose={() => {}} />
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
  return sent;
}

test("a real gap is said in words, the figures stand in a table, and looks are listed", async () => {
  show();
  expect(
    await screen.findByText(
      /v2 against v1: 13.3 points gained on development, no gain on the holdout; a real gap \(0.4 to 26.8 points\)/,
    ),
  ).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Show as table" }));
  const table = screen.getByRole("table", { name: "Development and holdout" });
  expect(table.textContent).toContain("v20.830.730.931200.70.60.860");
  expect(screen.getByRole("link", { name: "9" }).getAttribute("href")).toBe("/tents/runs/9");
});

test("the holdout is opened only with a reason", async () => {
  const sent = show();
  fireEvent.click(await screen.findByRole("button", { name: "Unseal holdout…" }));
  const unseal = await screen.findByRole("button", { name: "Unseal 60 cases" });
  fireEvent.click(unseal);
  expect(await screen.findByText("Say why the holdout is opened.")).toBeTruthy();
  fireEvent.change(screen.getByLabelText("Why?"), { target: { value: "Support has to see" } });
  fireEvent.click(unseal);
  await waitFor(() =>
    expect(sent.filter((one) => one.includes("/unsealings"))).toEqual([
      'POST /api/v1/projects/tents/eval-sets/triage/unsealings {"reason":"Support has to see"}',
    ]),
  );
});

test("below admin nobody is offered to open it, and without a look nothing is drawn", async () => {
  show({ canSeeHoldout: false, holdoutLooks: 0 }, []);
  expect(await screen.findByText(/Nobody has looked at this holdout/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Unseal holdout…" })).toBeNull();
});
