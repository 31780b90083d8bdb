import "server-only";
import { db } from "@/lib/db/client";
import { log } from "@/lib/http/log";
import { appendCheckpoints, type Checkpoint, loadCheckpoints } from "./checkpoints";
import { isSealed } from "./seal";

/**
 * Writes the heads that have moved since the last time to the file beside the database, and gives those.
 * Galley signs nothing here: a head whose seal does not fit is not written.
 */
export function startCheckpoints() {
  let written: Map<string, Checkpoint> | null = null;
  return async function writeCheckpoints(): Promise<Checkpoint[]> {
    written ??= new Map(
      (await loadCheckpoints()).checkpoints.map((one) => [one.projectId, one] as const),
    );
    const projects = await db.project.findMany({ select: { id: true, slug: true } });
    const slugs = new Map(projects.map(({ id, slug }) => [id, slug]));
    const moved: Checkpoint[] = [];
    for (const head of await db.eventHead.findMany({ orderBy: { projectId: "asc" } })) {
      const checkpoint = { ...head, project: slugs.get(head.projectId) ?? head.projectId };
      const before = written.get(head.projectId);
      if (before?.seal === head.seal) continue;
      if (!isSealed(head) || (before && before.count >= head.count)) {
        log().error({ project: checkpoint.project }, "the audit log was changed: run verify-audit");
        continue;
      }
      moved.push(checkpoint);
    }
    await appendCheckpoints(moved);
    for (const one of moved) written.set(one.projectId, one);
    return moved;
  };
}
