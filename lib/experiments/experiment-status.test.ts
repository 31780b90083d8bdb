import { expect, test } from "vitest";
import type { RunStatus } from "@/lib/runs/contract";
import { experimentStatus } from "./experiment-status";

test.each<[RunStatus[], RunStatus]>([
  [["queued", "queued"], "queued"],
  [["completed", "queued"], "running"],
  [["failed", "running"], "running"],
  [["completed", "completed"], "completed"],
  [["completed", "cancelled"], "cancelled"],
  [["cancelled", "failed", "completed"], "failed"],
])("cells that are %j make an experiment that is %s", (cells, status) => {
  expect(experimentStatus(cells.map((each) => ({ status: each })))).toBe(status);
});
