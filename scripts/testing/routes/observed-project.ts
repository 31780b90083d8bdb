import { AlertInput } from "@/lib/metrics/alerts/alert-contract";
import { createAlert } from "@/lib/metrics/alerts/create-alert";
import { createOnlineScorer } from "@/lib/online-scorers/create-online-scorer";
import type { TestProject } from "@/lib/projects/test-project";
import { getReviewQueue } from "@/lib/trace-reviews/reads";
import { saveReview } from "@/lib/trace-reviews/save-review";
import { acceptBatches } from "@/lib/traces/accept-traces";
import { giveFeedback } from "@/lib/traces/give-feedback";
import { parseRestTraces } from "@/lib/traces/parse-rest";
import { saveTraceView } from "@/lib/traces/views/save-view";
import { updateWeek } from "@/lib/weeks/update-week";

interface ObserveOptions {
  prompt: string;
  environment: string;
  view: string;
  /** Of failures. */
  category: string;
  /** Stands in every text. */
  sentinel: string;
}

/** Traces with a review, feedback, a saved view, an alert, an online scorer and a week. */
export async function observeTraces({ admin, editor }: TestProject, options: ObserveOptions) {
  const { prompt, environment, view, category, sentinel } = options;
  const startedAt = new Date(Date.now() - 1_000).toISOString();
  const endedAt = new Date(Date.now() - 900).toISOString();
  const step = { id: "our-step", kind: "llm", name: "answer", startedAt, endedAt };
  const traces = ["our-trace-1", "our-trace-2", "our-trace-3"].map((id) => ({
    id,
    startedAt,
    endedAt,
    prompt,
    version: 2,
    environment,
    outcome: "failed",
    unit: "our-unit",
    input: { ticket: sentinel },
    output: sentinel,
    steps: [{ ...step, input: sentinel, output: sentinel }],
  }));
  await acceptBatches(editor, (await parseRestTraces(traces)).batches);
  const [trace, otherTrace] = ["our-trace-1", "our-trace-2"] as const;
  await giveFeedback(editor, trace, { comment: sentinel });
  const { week } = await getReviewQueue(editor);
  await saveReview(editor, trace, { verdict: "failure", category, note: sentinel });
  await saveTraceView(editor, { name: view, filters: { outcome: "failed" } });
  const alert = await createAlert(
    editor,
    AlertInput.parse({ metric: "error_rate", comparator: ">", threshold: 0.5, name: sentinel }),
  );
  const onlineScorer = await createOnlineScorer(editor, {
    name: sentinel,
    scorer: { kind: "contains", config: { value: sentinel } },
    share: 1,
  });
  await updateWeek(admin, week, { summary: sentinel });
  return {
    trace,
    otherTrace,
    step: step.id,
    alert: alert.id,
    onlineScorer: onlineScorer.id,
    week,
  };
}
