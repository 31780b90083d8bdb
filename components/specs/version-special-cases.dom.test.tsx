import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { SpecialCases } from "@/lib/specs/special-cases/special-case-contract";
import { VersionSpecialCases } from "./version-special-cases";

afterEach(() => void vi.unstubAllGlobals());

const sentence = (text: string, trigger: string, caseId: string | null = null) => ({
  ...{ message: 0, line: 7, text, trigger, caseId },
  why: caseId ? ("case" as const) : ("condition" as const),
});
const hint: SpecialCases = {
  from: 1,
  isMany: true,
  sentences: [
    sentence("If the ticket mentions a tent, stop.", "If the ticket mentions a tent"),
    sentence("If the ticket mentions a stove, stop.", "If the ticket mentions a stove"),
    sentence("If it comes from Kowalczyk, stop.", "Kowalczyk", "de-07"),
  ],
  dismissal: null,
};

function show(answer: SpecialCases, mayWrite = true) {
  const sent: { method: string; body: string }[] = [];
  vi.stubGlobal("fetch", async (_: string, { method = "GET", body = "" }: RequestInit = {}) => {
    if (method !== "GET") sent.push({ method, body: String(body) });
    return Response.json(answer, { status: method === "POST" ? 201 : 200 });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <VersionSpecialCases project="tents" name="support/triage" version={2} mayWrite={mayWrite} />
    </QueryClientProvider>,
  );
  return sent;
}

test("the rules stand there with the words that gave them away, each linked to its line", async () => {
  show(hint);
  expect(await screen.findByText("v2 adds 3 new rules for narrow inputs.")).toBeTruthy();
  expect(screen.getByText("Kowalczyk", { selector: "b" })).toBeTruthy();
  expect(screen.getByText("de-07")).toBeTruthy();
  const [link] = screen.getAllByRole("link", { name: "Message 1, line 7" });
  expect(link?.getAttribute("href")).toBe("/tents/prompts/support%2Ftriage/diff?from=1&to=2#m1-L7");
});

test("the hint is dismissed with a reason, or without one", async () => {
  const sent = show(hint);
  fireEvent.click(await screen.findByRole("button", { name: "Dismiss…" }));
  fireEvent.change(await screen.findByLabelText(/Why are these rules meant/), {
    target: { value: "Rules of the shop" },
  });
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  await waitFor(() =>
    expect(sent).toEqual([{ method: "POST", body: '{"reason":"Rules of the shop"}' }]),
  );
});

test("a dismissed hint says who dismissed it, and can be shown again", async () => {
  const dismissal = { by: "Ines", at: "2026-11-30T09:00:00.000Z", reason: "Rules of the shop" };
  const sent = show({ ...hint, dismissal });
  expect(await screen.findByText(/“Rules of the shop”/)).toBeTruthy();
  expect(screen.queryByText("de-07")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Show" }));
  await waitFor(() => expect(sent.map(({ method }) => method)).toEqual(["DELETE"]));
});

test("who only reads sees the hint and no way to dismiss it", async () => {
  show(hint, false);
  await screen.findByText("v2 adds 3 new rules for narrow inputs.");
  expect(screen.queryByRole("button")).toBeNull();
});
