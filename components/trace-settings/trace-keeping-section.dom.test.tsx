import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TraceKeepingSection } from "./trace-keeping-section";

const SETTINGS = { captureContent: true, retentionDays: 90, redaction: [], updatedAt: null };
const fetched = vi.fn(async () => Response.json(SETTINGS));

beforeEach(() => {
  fetched.mockClear();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => void vi.unstubAllGlobals());

function show(project: string) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TraceKeepingSection project={project} isAdmin settings={SETTINGS} />
    </QueryClientProvider>,
  );
}

const days = () => screen.getByLabelText<HTMLInputElement>("Days that a trace is kept");
const save = () => fireEvent.click(screen.getByRole("button", { name: "Save" }));

function bodies(): unknown[] {
  const calls = fetched.mock.calls as unknown as [string, RequestInit][];
  return calls.map(([, request]) => JSON.parse(String(request.body)));
}

test("a longer time is saved at once", async () => {
  show("longer");
  fireEvent.change(days(), { target: { value: "120" } });
  save();
  await waitFor(() =>
    expect(bodies()).toEqual([{ captureContent: true, retentionDays: 120, redaction: [] }]),
  );
});

test("a shorter time, which deletes traces, is asked for once more", async () => {
  show("shorter");
  fireEvent.change(days(), { target: { value: "30" } });
  save();
  expect(await screen.findByText("Delete traces older than 30 days?")).toBeTruthy();
  expect(bodies()).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: /^Save and delete/ }));
  await waitFor(() => expect(bodies()).toMatchObject([{ retentionDays: 30 }]));
});

test.each([
  ["0", "At least 1 day."],
  ["", "Give whole days."],
])("%j days are refused at the field, and nothing is asked", async (value, message) => {
  show(`refused ${value}`);
  fireEvent.change(days(), { target: { value } });
  save();
  expect(await screen.findByText(message)).toBeTruthy();
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(bodies()).toEqual([]);
});
