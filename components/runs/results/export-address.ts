import type { RunAddress, RunTab } from "@/components/runs/use-run-address";
import { fillPath, toQuery } from "@/lib/http/api-client";

const OUTCOME: Partial<Record<RunTab, string>> = {
  failing: "failed",
  passing: "passed",
  errors: "errored",
};
const CHANGES: readonly RunTab[] = ["newly-failing", "newly-passing", "still-failing"];

/** The file of the rows that the chosen tab and filters show. */
export function exportAddress(
  project: string,
  run: number,
  format: "csv" | "jsonl",
  { tab, segment, kind, category, step, otherInput, q, scorer, expected, answered }: RunAddress,
  baseline: number | undefined,
  holdout?: "include",
): string {
  const isChange = tab !== null && CHANGES.includes(tab) && baseline !== undefined;
  return (
    fillPath("/api/v1/projects/{project}/runs/{run}/exports", { project, run }) +
    toQuery({
      format,
      holdout,
      segment,
      kind,
      category,
      step,
      otherInput,
      q,
      ...(scorer ? { scorer, expected, answered } : {}),
      outcome: tab && OUTCOME[tab],
      ...(isChange ? { change: tab, against: baseline } : {}),
    })
  );
}
