import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { addJob } from "@/lib/jobs/add-job";
import { requireUsableRules } from "./check-rules";
import { DEFAULT_RETENTION_DAYS, forgetTraceSettings, getTraceSettings } from "./load-settings";
import type { TraceSettings, UpdateTraceSettings } from "./settings-contract";

/** Traces that are stored already stay as they are; a shorter retention deletes at once. */
export async function updateTraceSettings(
  actor: Actor,
  { captureContent, retentionDays, redaction }: UpdateTraceSettings,
): Promise<TraceSettings> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { projectId } = actor;
  await requireUsableRules(projectId, redaction);
  const next = { captureContent, retentionDays, redaction: json(redaction) };
  await db.$transaction(async (tx) => {
    const before = await tx.traceSettings.findUnique({ where: { projectId } });
    await tx.traceSettings.upsert({
      where: { projectId },
      create: { projectId, ...next },
      update: next,
    });
    await recordEvent(tx, actor, {
      type: "trace-settings.changed",
      subject: { type: "trace-settings", id: projectId },
      data: {
        from: before && {
          captureContent: before.captureContent,
          retentionDays: before.retentionDays,
          redaction: before.redaction,
        },
        to: { captureContent, retentionDays, redaction },
      },
    });
    if (retentionDays < (before?.retentionDays ?? DEFAULT_RETENTION_DAYS)) {
      await addJob(tx, "expire-traces", { projectId }, { jobKey: `expire-traces:${projectId}` });
    }
  });
  forgetTraceSettings(projectId);
  return getTraceSettings(actor);
}
