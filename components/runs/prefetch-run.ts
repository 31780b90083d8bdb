import type { QueryClient } from "@tanstack/react-query";
import { countUnpaired, partsOf } from "@/components/runs/results/matrix-parts";
import type { Actor } from "@/lib/auth/actor";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { pickBaseline, pickOthers } from "@/lib/runs/compare/pick-baseline";
import { getRun } from "@/lib/runs/get-run";
import { listRuns } from "@/lib/runs/list-runs";
import { isUnderWay, runQueries } from "@/lib/runs/queries";
import { getMatrix } from "@/lib/runs/results/get-matrix";
import { getResult } from "@/lib/runs/results/list-results";

/** What the page of a run shows without a filter, so that its first paint is whole. */
export async function prefetchRun(
  client: QueryClient,
  actor: Actor,
  project: string,
  number: number,
  search: { baseline?: string; caseId?: string; isFiltered: boolean },
): Promise<void> {
  const run = await getRun(actor, String(number));
  const runs = await listRuns(actor, { limit: 200, prompt: run.prompt });
  client.setQueryData(runQueries.detail(project, number).queryKey, run);
  client.setQueryData(runQueries.ofPrompt(project, run.prompt).queryKey, runs);
  if (isUnderWay(run)) return;
  const named = runs.data.find((one) => String(one.number) === search.baseline);
  const baseline = search.baseline === "none" ? null : (named ?? pickBaseline(run, runs.data));
  const comparison =
    baseline && (await compareRuns(actor, run.id, { baseline: baseline.id, margin: 0 }));
  if (baseline && comparison) {
    client.setQueryData(
      runQueries.comparison(project, number, baseline.number).queryKey,
      comparison,
    );
    client.setQueryData(
      runQueries.detail(project, baseline.number).queryKey,
      await getRun(actor, baseline.id),
    );
  }
  if (!visibleCases(actor).shows(run)) return;
  const { caseId } = search;
  if (caseId) {
    for (const one of [run, ...(baseline ? [baseline] : [])]) {
      // A case that is not there is said in the drawer, when it asks itself.
      const result = await getResult(actor, one.id, caseId).catch(() => null);
      if (result)
        client.setQueryData(runQueries.result(project, one.number, caseId).queryKey, result);
    }
  }
  if (search.isFiltered) return;
  const against = [baseline, ...pickOthers(run, baseline, runs.data)].flatMap((one) =>
    one ? [one.number] : [],
  );
  const filters = against.length > 0 ? { against: against.join(",") } : {};
  const parts = partsOf({
    tab: "all",
    isCompared: baseline !== null,
    hasUnpaired: countUnpaired(comparison) > 0,
    isSorted: false,
  });
  const first = { ...filters, ...parts[0], limit: 300 };
  client.setQueryData(runQueries.matrix(project, number, filters, parts).queryKey, {
    pages: [await getMatrix(actor, run.id, first)],
    pageParams: [{ part: 0, cursor: null }],
  });
}
