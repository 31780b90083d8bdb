import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { alone, type Surroundings } from "@/lib/db/around";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { findSegment } from "./find-segment";
import { recomputeTraces } from "./recompute-traces";

export async function deleteSegment(
  actor: Actor,
  name: string,
  { around = alone }: Surroundings = {},
): Promise<void> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { id, condition } = await findSegment(actor, name);
  await db.$transaction(async (tx) => {
    const { count } = await around(tx, () => tx.segment.deleteMany({ where: { id } }));
    if (count === 0) return;
    await recomputeTraces(tx, actor);
    await recordEvent(tx, actor, {
      type: "segment.removed",
      subject: { type: "segment", id },
      data: { name, condition },
    });
  });
}
