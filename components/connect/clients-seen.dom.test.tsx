import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { ApiKey } from "@/lib/projects/api-key-contract";
import { ClientsSeen } from "./clients-seen";

const at = "2026-11-30T09:00:00.000Z";
const KEY: ApiKey = {
  ...{ id: "1", name: "app-staging", lastFour: "30c8", scopes: ["traces:write"], actsAs: null },
  ...{ createdBy: { id: null, name: "Priya" }, state: "active", createdAt: at, expiresAt: null },
  ...{ lastUsedAt: at, firstUsedAt: at, lastRefusal: null, clients: [] },
};

test("clients of all keys are listed, the last one first", () => {
  const one = { ...KEY, clients: [{ name: "curl 8.5.0", lastSeenAt: at }] };
  const later = "2026-11-30T09:05:00.000Z";
  const clients = [{ name: "galley-sdk 0.1.0", lastSeenAt: later }];
  render(<ClientsSeen keys={[one, { ...KEY, id: "2", name: "app-live", clients }]} />);
  const rows = screen.getAllByRole("row").slice(1);
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^galley-sdk 0\.1\.0app-live/),
    expect.stringMatching(/^curl 8\.5\.0app-staging/),
  ]);
});

test("without any it says so", () => {
  render(<ClientsSeen keys={[KEY]} />);
  expect(screen.getByText(/No client has made a request yet/)).toBeTruthy();
});
