import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import { isInUse } from "./categories-in-use";
import type { FailureCategory, UpdateCategory } from "./contract";
import { nameTaken } from "./create-category";
import { getCategory } from "./reads";
import { requireCategoryRoom } from "./require-category-room";

/** An archived category keeps its results and is no longer offered; at most five are in use at a time. */
export async function updateCategory(
  actor: Actor,
  id: string,
  { name, state, fixedIn, position, isArchived }: UpdateCategory,
): Promise<FailureCategory> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const before = await getCategory(actor, id);
  if (fixedIn && state !== "fixed") {
    throw invalid("fixedIn", "A version goes with the state “fixed”.");
  }
  const mended = state === "fixed" ? await findFixedIn(actor, id, fixedIn) : null;
  await db
    .$transaction(async (tx) => {
      const after = await tx.failureCategory.update({
        where: { id, projectId: actor.projectId },
        data: {
          ...(name === undefined ? {} : { name }),
          ...(state === undefined ? {} : { state }),
          ...(mended && (fixedIn || before.state !== "fixed")
            ? { fixedAt: new Date(), ...mended }
            : {}),
          ...(position === undefined ? {} : { position }),
          ...(isArchived === undefined ? {} : { archivedAt: isArchived ? new Date() : null }),
        },
      });
      await recordEvent(tx, actor, {
        type: "failure_category.updated",
        subject: { type: "failure_category", id },
        data: { was: before.name, name, state, fixedIn, position, isArchived },
      });
      const isPutToUse =
        isInUse({ state: after.state, archivedAt: after.archivedAt?.toISOString() ?? null }) &&
        !isInUse(before);
      if (isPutToUse) await requireCategoryRoom(tx, actor);
    })
    .catch((error: unknown) => {
      throw name && uniqueClash(error) ? nameTaken(name) : error;
    });
  return getCategory(actor, id);
}

interface FixedIn {
  fixedInPromptId: string | null;
  fixedInVersion: number | null;
}

/** The version that mended it: the one that is named, else the newest of the prompt that failed last. */
async function findFixedIn(
  { projectId }: Actor,
  id: string,
  named: UpdateCategory["fixedIn"],
): Promise<FixedIn> {
  if (named) {
    const row = await db.promptVersion.findFirst({
      where: { number: named.version, prompt: { projectId, name: named.prompt } },
      select: { number: true, promptId: true },
    });
    if (!row) throw invalid("fixedIn", `There is no version ${named.version} of ${named.prompt}.`);
    return { fixedInPromptId: row.promptId, fixedInVersion: row.number };
  }
  const [row] = await db.$queryRaw<{ promptId: string; version: number }[]>`
    with failures as (
      select run.prompt_id, r.categorised_at as at from run_result r join run on run.id = r.run_id
      where r.failure_category_id = ${id}::uuid
      union all
      select prompt_id, reviewed_at from trace_review
      where failure_category_id = ${id}::uuid and prompt_id is not null
    )
    select p.id as "promptId", p.latest_version as version
    from failures f join prompt p on p.id = f.prompt_id
    where p.latest_version > 0 order by f.at desc nulls last, p.name limit 1`;
  return { fixedInPromptId: row?.promptId ?? null, fixedInVersion: row?.version ?? null };
}
