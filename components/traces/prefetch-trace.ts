import type { QueryClient } from "@tanstack/react-query";
import { pickStep } from "@/components/traces/trace/pick-step";
import { buildStepTree } from "@/components/traces/trace/step-tree";
import type { Actor } from "@/lib/auth/actor";
import { traceQueries } from "@/lib/traces/queries";
import { getTrace, getTraceStanding, getTraceStep } from "@/lib/traces/reads";

/** The trace with the step that is looked at, so that the first paint is the page. */
export async function prefetchTrace(
  client: QueryClient,
  actor: Actor,
  project: string,
  id: string,
  stepId: string | undefined,
): Promise<void> {
  const trace = await getTrace(actor, id, { steps: "outline" });
  client.setQueryData(traceQueries.detail(project, id).queryKey, trace);
  const rows = buildStepTree(trace.steps, trace.startedAt);
  const step = (rows.find((row) => row.step.id === stepId) ?? pickStep(rows))?.step.id;
  const [whole, ranks] = await Promise.all([
    step === undefined ? null : getTraceStep(actor, id, step),
    getTraceStanding(actor, id),
  ]);
  if (whole) client.setQueryData(traceQueries.step(project, id, whole.id).queryKey, whole);
  client.setQueryData(traceQueries.standing(project, id).queryKey, ranks);
}
