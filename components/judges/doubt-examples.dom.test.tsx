import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { PolicyDoubt } from "@/lib/judges/doubt-contract";
import { DoubtExamples } from "./doubt-examples";

afterEach(() => void vi.unstubAllGlobals());

const doubt = (number: number, output: string | null, isOpen = true): PolicyDoubt => ({
  id: String(number),
  item: { id: String(number), number, split: output === null ? "test" : "dev", output },
  note: `About vouchers ${number}`,
  ...{ by: "Ines", isYours: true, at: "2026-11-30T09:00:00.000Z", policyVersion: 1, isOpen },
});

test("what is open can be added as an example, outputs of test and of older policies cannot", async () => {
  vi.stubGlobal("fetch", async () =>
    Response.json({
      data: [doubt(1, "Use the\nvoucher."), doubt(2, null), doubt(3, "Old", false)],
      nextCursor: null,
    }),
  );
  const onPolicy = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <DoubtExamples project="tents" judge="helpful" policy="It answers." onPolicy={onPolicy} />
    </QueryClientProvider>,
  );
  await screen.findByText("Output 2: About vouchers 2");
  expect(screen.queryByText(/vouchers 3/)).toBeNull();
  const buttons = screen.getAllByRole("button", { name: "Add as example" });
  expect(buttons).toHaveLength(1);
  if (buttons[0]) fireEvent.click(buttons[0]);
  expect(onPolicy).toHaveBeenCalledExactlyOnceWith(
    "It answers.\n\nExample, About vouchers 1: “Use the voucher.” passes, because …",
  );
});
