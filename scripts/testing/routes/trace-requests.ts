import { db } from "@/lib/db/client";
import type { Example } from "./example-requests";
import { fresh } from "./fresh-name";
import { NAMES, type WholeProject } from "./whole-project";

const { evalSet } = NAMES;
const alertRule = { metric: "error_rate", comparator: ">", threshold: 0.5 };

export const TRACE_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "POST /alerts": () => ({ body: { ...alertRule, name: fresh("alert") } }),
  "POST /alerts/previews": () => ({ body: alertRule }),
  "PATCH /alerts/{id}": () => ({ body: { isEnabled: false } }),
  "DELETE /alerts/{id}": () => ({}),
  "POST /online-scorers": () => ({
    body: { name: fresh("scorer"), scorer: { kind: "contains", config: { value: "yes" } } },
  }),
  "PATCH /online-scorers/{scorer}": () => ({ body: { share: 0.5 } }),
  "DELETE /online-scorers/{scorer}": () => ({}),
  "POST /online-scorers/{scorer}/dry-runs": () => ({}),
  "PATCH /review-settings": () => ({ body: { target: 60 } }),
  "POST /trace-deletions": () => ({ body: { unit: "nobody" } }),
  "POST /trace-review-undos": ({ ids }) => ({
    body: { traceIds: [ids.trace], reviewedAt: new Date().toISOString() },
  }),
  "POST /trace-reviews": ({ ids }) => ({ body: { verdict: "fine", traceIds: [ids.otherTrace] } }),
  "PUT /trace-settings": () => ({
    body: { captureContent: true, retentionDays: 30, redaction: [] },
  }),
  "POST /trace-settings/previews": () => ({ body: { redaction: [] } }),
  "POST /trace-views": () => ({ body: { name: fresh("view"), filters: { outcome: "failed" } } }),
  "DELETE /trace-views/{view}": () => ({}),
  "POST /traces": () => {
    const at = new Date().toISOString();
    return { body: { traces: [{ id: fresh("trace"), startedAt: at, endedAt: at }] } };
  },
  "POST /traces/{id}/cases": () => ({ body: { evalSet, expected: "other" } }),
  "POST /traces/{id}/feedback": () => ({ body: { comment: "Thank you" } }),
  "POST /traces/{id}/holds": () => ({}),
  "PUT /traces/{id}/review": () => ({ body: { verdict: "fine" } }),
  "DELETE /traces/{id}/review": () => ({
    prepare: ({ id, ids }, userId) =>
      db.traceReview.updateMany({
        where: { projectId: id, traceId: ids.trace },
        data: { reviewerId: userId },
      }),
  }),
  "PATCH /weeks/{week}": () => ({ body: { summary: "What we learned" } }),
};
