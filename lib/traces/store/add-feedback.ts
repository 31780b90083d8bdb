import "server-only";
import { createHash } from "node:crypto";
import { outcomeObservationSql } from "@/lib/observations/write-observations";
import type { FeedbackInput, TraceFeedback } from "../contract";
import { isStillToCome } from "./early-feedback";
import { inTransaction } from "./in-transaction";
import { toFeedback } from "./load-stored-trace";
import { outcomeSql } from "./set-outcome";

export interface Feedback extends FeedbackInput {
  by: { id: string | null; name: string };
  /** The client's own id of it: sent again, it is the same feedback. */
  key?: string | undefined;
}

const COLUMNS = `id, outcome, score, comment, actor_name as "actorName", created_at as "createdAt"`;
type FeedbackRow = Parameters<typeof toFeedback>[0];

/** Adds feedback to a trace, and its outcome, when it tells one; a trace that comes later takes both over. */
export async function addFeedback(
  projectId: string,
  traceId: string,
  { outcome, score, comment, by, key }: Feedback,
): Promise<TraceFeedback> {
  return inTransaction(async (client) => {
    const isEarly = await isStillToCome(client, projectId, traceId);
    const id = key === undefined ? null : idOf(projectId, traceId, key);
    const { rows } = await client.query<FeedbackRow>(
      `insert into trace_feedback
         (id, project_id, trace_id, outcome, score, comment, actor_id, actor_name)
       values (coalesce($8::uuid, gen_random_uuid()), $1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do nothing returning ${COLUMNS}`,
      [projectId, traceId, outcome ?? null, score ?? null, comment ?? null, by.id, by.name, id],
    );
    const [added] = rows;
    if (!added) {
      const before = await client.query<FeedbackRow>(
        `select ${COLUMNS} from trace_feedback where id = $1`,
        [id],
      );
      return toFeedback(before.rows[0] as FeedbackRow);
    }
    if (outcome && !isEarly) {
      for (const { text, values } of [
        outcomeSql(projectId, traceId, { outcome, from: "feedback" }),
        outcomeObservationSql(projectId, traceId, outcome),
      ]) {
        await client.query(text, values);
      }
    }
    return toFeedback(added);
  });
}

/** The same key of the same trace, the same id. */
function idOf(projectId: string, traceId: string, key: string): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([projectId, traceId, key]))
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
