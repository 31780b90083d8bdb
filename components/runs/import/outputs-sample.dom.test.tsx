import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";
import { OutputsSample } from "./outputs-sample";

const row = (more: Partial<OutputsPreview["sample"]["rows"][number]>) => ({
  row: 1,
  case: "std-01",
  output: "order_status",
  outcome: "passed" as const,
  reason: null,
  latencyMs: 842,
  costUsd: 0.0017,
  label: null,
  isOtherInput: false,
  ...more,
});

const show = (rows: OutputsPreview["sample"]["rows"], later: string[] = []) =>
  render(<OutputsSample sample={{ rows, later, problem: null }} />);

test("a first result shows its outcome, and what the file does not say stays unknown", () => {
  show([row({}), row({ row: 2, case: "std-02", outcome: "failed", latencyMs: null })], ["polite"]);
  const [, first, second] = screen.getAllByRole("row");
  expect(within(first as HTMLElement).getByText("842 ms")).toBeTruthy();
  expect(within(first as HTMLElement).getByText("$0.0017")).toBeTruthy();
  expect(within(second as HTMLElement).getByText("unknown")).toBeTruthy();
  expect(screen.getByText("polite scores after the import.")).toBeTruthy();
  expect(screen.queryByText("Human label")).toBeNull();
});

test("a label that the scorers contradict says so, and an outcome that nothing gave is no error", () => {
  show([
    row({ outcome: "failed", label: "pass" }),
    row({ row: 2, outcome: null, label: "fail" }),
    row({ row: 3, outcome: "errored", output: null, label: "fail" }),
  ]);
  expect(screen.getAllByText("disagrees")).toHaveLength(1);
  expect(screen.getByText("not yet")).toBeTruthy();
  expect(screen.getByText("no output")).toBeTruthy();
});
