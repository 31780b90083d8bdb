import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";

/** Before the file is made: who took what is held out out of Galley. */
export async function recordHoldoutExport(
  actor: Actor,
  subject: { type: "eval_set" | "run"; id: string },
  data: object,
): Promise<void> {
  authorize(actor, { scope: "evals:read", role: "admin" });
  await db.$transaction((tx) =>
    recordEvent(tx, actor, { type: `${subject.type}.holdout_exported`, subject, data }),
  );
}
