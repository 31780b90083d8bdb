import { parseToken } from "../content/token";
import type { Connection } from "../network/connection";
import { randomId } from "../random-id";
import type { OutcomeInput } from "../requests";

/** Throws a `GalleyError`. One key for all attempts, so that an answer that got lost does not count twice. */
export async function sendOutcome(
  connection: Connection,
  token: string,
  { outcome, score, comment }: OutcomeInput,
): Promise<void> {
  const { project, traceId } = parseToken(token);
  const rest = `traces/${encodeURIComponent(traceId)}/feedback`;
  await connection.send({
    method: "POST",
    path: project
      ? `/api/v1/projects/${encodeURIComponent(project)}/${rest}`
      : await connection.pathOf(rest),
    headers: { "idempotency-key": randomId() },
    body: JSON.stringify({ outcome, score, comment }),
  });
}
