import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ApiKey } from "@/lib/projects/api-key-contract";
import { ConnectCheck } from "./connect-check";

const at = "2026-11-30T09:00:00.000Z";
const KEY: ApiKey = {
  ...{ id: "1", name: "app-staging", lastFour: "30c8", scopes: ["traces:write"], actsAs: null },
  ...{ createdBy: { id: null, name: "Priya" }, state: "active", createdAt: at, expiresAt: null },
  ...{ lastUsedAt: null, firstUsedAt: null, lastRefusal: null, clients: [] },
};
const TRACE = {
  ...{ id: "first", version: 6, unit: "cus_41877", inputTokens: 1317, outputTokens: 58 },
  outcome: null,
};
let traces: object[] = [];
const fetched = vi.fn(async () => Response.json({ data: traces, nextCursor: null }));

beforeEach(() => {
  traces = [];
  fetched.mockClear();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => void vi.unstubAllGlobals());

function show(apiKey: ApiKey | null, isAdmin = true) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ConnectCheck
        {...{ project: "helpdesk", prompt: "support/triage", environment: "staging" }}
        {...{ apiKey, isAdmin }}
      />
    </QueryClientProvider>,
  );
}
const text = () => screen.getByRole("status", { name: "What has arrived" }).textContent;

test("without a key there is nothing to wait for, and nothing is asked for", () => {
  show(null);
  expect(text()).toContain("Create a key, or choose one");
  expect(fetched).not.toHaveBeenCalled();
});

test("a key that was only refused waits on, and says why it was refused", () => {
  const message = "The API key “app-staging” lacks the scope prompts:read.";
  show({ ...KEY, lastUsedAt: at, lastRefusal: { at, message } });
  expect(text()).toContain("Waiting for the first request with this key…");
  expect(text()).toContain(`403 ${message}`);
  expect(text()).not.toContain("received");
});

test("a trace and its outcome are shown as they arrive", async () => {
  traces = [TRACE];
  show({ ...KEY, lastUsedAt: at, firstUsedAt: at });
  await waitFor(() => expect(text()).toContain("v6 cus_41877, 1,317 tokens in, 58 out"));
  expect(text()).toContain("First request received");
  expect(text()).toContain("waiting for the first outcome");
});

test("whoever sees no keys sees what arrives for the prompt", async () => {
  traces = [{ ...TRACE, unit: null, outcome: "escalated" }];
  show(null, false);
  await waitFor(() => expect(text()).toContain("v6, no unit"));
  expect(text()).toContain("escalated");
  expect(text()).not.toContain("First request");
});
