import type { FeedbackInput, TraceFeedback } from "../contract";
import { inTransaction } from "./in-transaction";
import { toFeedback } from "./read-trace";
import { outcomeSql } from "./set-outcome";

/** Adds feedback to a trace, and its outcome, when it tells one; null when there is no such trace. */
export async function addFeedback(
  projectId: string,
  traceId: string,
  { outcome, score, comment, by }: FeedbackInput & { by: { id: string | null; name: string } },
): Promise<TraceFeedback | null> {
  return inTransaction(async (client) => {
    const key = await client.query(
      "select 1 from trace_key where project_id = $1 and id = $2 for update",
      [projectId, traceId],
    );
    if (key.rowCount === 0) return null;
    const { rows } = await client.query<Parameters<typeof toFeedback>[0]>(
      `insert into trace_feedback
         (id, project_id, trace_id, outcome, score, comment, actor_id, actor_name)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7)
       returning id, outcome, score, comment, actor_name as "actorName", created_at as "createdAt"`,
      [projectId, traceId, outcome ?? null, score ?? null, comment ?? null, by.id, by.name],
    );
    if (outcome) {
      const { text, values } = outcomeSql(projectId, traceId, { outcome, from: "feedback" });
      await client.query(text, values);
    }
    return rows[0] ? toFeedback(rows[0]) : null;
  });
}
