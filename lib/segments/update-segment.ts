import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { alone, type Surroundings } from "@/lib/db/around";
import { db, uniqueClash } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import type { Segment, SegmentUpdate } from "./contract";
import { findSegment, nameTaken } from "./find-segment";
import { recomputeTraces } from "./recompute-traces";
import { toSegment } from "./to-segment";

export async function updateSegment(
  actor: Actor,
  segmentName: string,
  { name, description, condition }: SegmentUpdate,
  { requireUnchanged, around = alone }: Surroundings = {},
): Promise<Segment> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { id } = await findSegment(actor, segmentName);
  const row = await db
    .$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from segment where id = ${id}::uuid for update`;
      await requireUnchanged?.();
      const update = () =>
        tx.segment.update({
          where: { id },
          data: {
            ...(name === undefined ? {} : { name }),
            ...(description === undefined ? {} : { description }),
            ...(condition === undefined ? {} : { condition: json(condition) }),
          },
        });
      const edited = await around(tx, update);
      if (condition !== undefined) await recomputeTraces(tx, actor);
      await recordEvent(tx, actor, {
        type: "segment.edited",
        subject: { type: "segment", id },
        data: { was: segmentName, name, description, condition },
      });
      return edited;
    })
    .catch((error: unknown) => {
      throw uniqueClash(error) ? nameTaken(name ?? segmentName) : error;
    });
  return toSegment(row);
}
