import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { CreateOnlineScorer, type OnlineScorer } from "./contract";
import { checkEnvironment, promptIdOf, requireUsableScorer } from "./find-online-scorer";
import { getOnlineScorer } from "./reads";

/** Off until a dry run was looked at. */
export async function createOnlineScorer(
  actor: Actor,
  input: CreateOnlineScorer,
): Promise<OnlineScorer> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { prompt, scorer, ...rest } = CreateOnlineScorer.parse(input);
  const promptId = await promptIdOf(actor, prompt);
  await checkEnvironment(actor, rest.environment);
  await requireUsableScorer(actor, scorer);
  const { projectId, name: createdByName } = actor;
  const created = await db
    .$transaction(async (tx) => {
      // The name of an archived one is free again: its scores keep their link by id.
      await tx.$executeRaw`
        update online_scorer set name = name || ' (until ' || to_char(archived_at, 'YYYY-MM-DD HH24:MI:SS') || ')'
        where project_id = ${projectId}::uuid and name = ${rest.name} and archived_at is not null`;
      const row = await tx.onlineScorer.create({
        data: { ...rest, projectId, promptId, createdByName, scorer: json(scorer) },
      });
      await recordEvent(tx, actor, {
        type: "online_scorer.created",
        subject: { type: "online_scorer", id: row.id },
        data: { name: row.name, kind: scorer.kind, share: row.share },
      });
      return row;
    })
    .catch((error: unknown) => {
      throw uniqueClash(error) ? nameTaken(rest.name) : error;
    });
  return getOnlineScorer(actor, created.id);
}

export const nameTaken = (name: string) =>
  new AppError("conflict", `An online scorer named “${name}” already exists.`, {
    errors: [{ path: "name", message: "This name is taken." }],
  });
