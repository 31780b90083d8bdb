import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { afterEach, expect, test, vi } from "vitest";
import type { Environment } from "@/lib/projects/environment-contract";
import { environmentQueries } from "@/lib/projects/queries";
import type { Pin } from "@/lib/releases/pins/pin-contract";
import { pinQueries } from "@/lib/releases/pins/queries";
import { PinsSection } from "./pins-section";

afterEach(() => void vi.unstubAllGlobals());

const at = "2026-11-29T10:00:00.000Z";
const environmentNamed = (name: string, position: number): Environment => ({
  ...{ name, position, requiredApprovals: 0, requiresGates: false, releaseRole: "editor" },
  createdAt: at,
});
const PIN: Pin = {
  ...{ id: "p1", environment: "staging", prompt: "support/echo", arm: null, version: 3 },
  ...{ units: ["ada", "grace", "linus", "ken"], reason: "They asked to stay" },
  ...{ createdAt: at, createdBy: { id: "u1", name: "Ines" }, removedAt: null, removedBy: null },
};

function show({ pins = [PIN], mayRelease = ["staging"] } = {}) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  const environments = [environmentNamed("production", 0), environmentNamed("staging", 1)];
  client.setQueryData(environmentQueries.list("tents").queryKey, {
    ...{ data: environments, nextCursor: null },
  });
  const pages = (data: Pin[]) => ({ pages: [{ data, nextCursor: null }], pageParams: [null] });
  client.setQueryData(pinQueries.list("tents", "staging").queryKey, pages(pins));
  client.setQueryData(pinQueries.list("tents", "production").queryKey, pages([]));
  const calls = vi.fn(async (_url: string, _init?: RequestInit) =>
    Response.json({ data: [], nextCursor: null }),
  );
  vi.stubGlobal("fetch", calls);
  render(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter searchParams="?environment=staging" hasMemory>
        <PinsSection project="tents" mayRelease={mayRelease} />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return calls;
}

test("a rule says whom it pins to what, why, and who made it", () => {
  show();
  const row = within(screen.getAllByRole("row")[1] as HTMLElement);
  expect(row.getByText("ada, grace, linus")).toBeTruthy();
  expect(row.getByText("and 1 more")).toBeTruthy();
  expect(row.getByText("v3")).toBeTruthy();
  expect(row.getByText("They asked to stay")).toBeTruthy();
  expect(row.getByText(/Ines/)).toBeTruthy();
});

test("another environment has rules of its own, and says what pins are for while it has none", () => {
  show();
  fireEvent.change(screen.getByRole("combobox"), { target: { value: "production" } });
  expect(screen.getByText("No units are pinned in production")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Pin units…" })).toBeNull();
});

test("whoever may not release there only reads", () => {
  show({ mayRelease: [] });
  expect(screen.getByText("v3")).toBeTruthy();
  expect(screen.queryAllByRole("button")).toEqual([]);
});

test("a rule is removed once that is confirmed", async () => {
  const calls = show();
  fireEvent.click(screen.getByRole("button", { name: "Remove the pin of ada" }));
  expect(await screen.findByText(/4 units in staging get what everybody gets/)).toBeTruthy();
  expect(calls).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "Remove" }));
  await waitFor(() =>
    expect(calls).toHaveBeenCalledWith(
      expect.stringContaining("/environments/staging/pins/p1"),
      expect.objectContaining({ method: "DELETE" }),
    ),
  );
});

test("units are pinned to a version that was released there", async () => {
  const calls = show();
  calls.mockImplementation(async (url, init) => {
    if (init?.method === "POST") return Response.json(PIN, { status: 201 });
    const releases = [{ version: 2 }, { version: null }, { version: 2 }];
    const data = url.includes("/releases?") ? releases : [{ name: "support/echo" }];
    return Response.json({ data: url.includes("/pins") ? [PIN] : data, nextCursor: null });
  });
  fireEvent.click(screen.getByRole("button", { name: "Pin units…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const write = (label: string, value: string) =>
    fireEvent.change(dialog.getByLabelText(label), { target: { value } });
  await dialog.findByRole("option", { name: "support/echo" });
  write("Units", "ada\n grace \n");
  write("They get", "version");
  expect(dialog.getByText("Choose a prompt first.")).toBeTruthy();
  write("Prompt", "support/echo");
  expect(await dialog.findAllByRole("option", { name: "v2" })).toHaveLength(1);
  write("Version", "2");
  write("Reason", "They asked to stay");
  fireEvent.click(dialog.getByRole("button", { name: "Pin units" }));
  const body = { prompt: "support/echo", units: ["ada", "grace"], version: 2 };
  await waitFor(() => {
    const sent = calls.mock.calls.find(([, init]) => init?.method === "POST");
    expect(JSON.parse(String(sent?.[1]?.body))).toEqual({ ...body, reason: "They asked to stay" });
  });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("what is refused stands at its field", async () => {
  const calls = show();
  const message = "Ines pinned “ada” to v3. Remove that rule first.";
  fireEvent.click(screen.getByRole("button", { name: "Pin units…" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.click(dialog.getByRole("button", { name: "Pin units" }));
  expect(await dialog.findByText("Name at least one unit.")).toBeTruthy();
  expect(dialog.getByText("Say why.")).toBeTruthy();
  fireEvent.change(dialog.getByLabelText("Units"), { target: { value: "ada" } });
  fireEvent.change(dialog.getByLabelText("Reason"), { target: { value: "Try it first" } });
  calls.mockImplementation(async () =>
    Response.json(
      { code: "conflict", status: 409, detail: message, errors: [{ path: "units.0", message }] },
      { status: 409, headers: { "content-type": "application/problem+json" } },
    ),
  );
  fireEvent.click(dialog.getByRole("button", { name: "Pin units" }));
  expect((await dialog.findAllByText(message)).length).toBeGreaterThan(0);
});
