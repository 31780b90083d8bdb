import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { Segment, SegmentInput } from "./contract";
import { nameTaken } from "./find-segment";
import { MAX_SEGMENTS } from "./list-conditions";
import { recomputeTraces } from "./recompute-traces";
import { toSegment } from "./to-segment";

export async function createSegment(actor: Actor, input: SegmentInput): Promise<Segment> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { name, description, condition } = input;
  const row = await db
    .$transaction(async (tx) => {
      const where = { projectId: actor.projectId };
      if ((await tx.segment.count({ where })) >= MAX_SEGMENTS) {
        throw new AppError("conflict", "A project has at most 100 segments. Remove one first.");
      }
      const { _max } = await tx.segment.aggregate({ where, _max: { position: true } });
      const created = await tx.segment.create({
        data: {
          projectId: actor.projectId,
          name,
          description,
          condition: json(condition),
          position: (_max.position ?? 0) + 1,
          createdById: actor.userId,
        },
      });
      await recomputeTraces(tx, actor);
      await recordEvent(tx, actor, {
        type: "segment.created",
        subject: { type: "segment", id: created.id },
        data: { name, condition },
      });
      return created;
    })
    .catch((error: unknown) => {
      throw uniqueClash(error) ? nameTaken(name) : error;
    });
  return toSegment(row);
}
