import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import type { Prompt, UpdatePrompt } from "./contract";
import { loadPrompt } from "./load-prompt";
import { getPrompt } from "./reads";
import { nameTaken, requireUnusedName } from "./require-unused-name";

/** Whatever changes about a prompt beside its versions, each kind of change with an event of its own. */
export async function updatePrompt(
  actor: Actor,
  name: string,
  change: UpdatePrompt,
  requireUnchanged = async () => {},
): Promise<Prompt> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const { id } = await loadPrompt(actor, name);
  const { description, isArchived, owner, name: newName } = change;
  const ownerId = owner === undefined ? undefined : await memberId(actor, owner);
  const tags = change.tags && [...new Set(change.tags)].sort();
  await db
    .$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from prompt where id = ${id}::uuid for update`;
      await requireUnchanged();
      const before = await tx.prompt.findUniqueOrThrow({ where: { id } });
      const record = (type: string, data: object) =>
        recordEvent(tx, actor, { type, subject: { type: "prompt", id }, data });
      if (newName !== undefined && newName !== before.name) {
        await rename(tx, before, newName);
        await record("prompt.renamed", { name: newName, before: before.name });
      }
      const details = {
        ...(description === undefined ? {} : { description }),
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(tags === undefined ? {} : { tags }),
      };
      const now = newName ?? before.name;
      if (Object.keys(details).length > 0) {
        await tx.prompt.update({ where: { id }, data: details });
        await record("prompt.updated", {
          name: now,
          ...(description === undefined ? {} : { description }),
          ...(owner === undefined ? {} : { owner }),
          ...(tags === undefined ? {} : { tags }),
        });
      }
      if (isArchived !== undefined && isArchived !== (before.archivedAt !== null)) {
        const archivedAt = isArchived ? new Date() : null;
        await tx.prompt.update({ where: { id }, data: { archivedAt } });
        await record(isArchived ? "prompt.archived" : "prompt.restored", { name: now });
      }
    })
    .catch((error: unknown) => {
      throw uniqueClash(error) && newName ? nameTaken(newName) : error;
    });
  return getPrompt(actor, newName ?? name);
}

async function rename(
  tx: Tx,
  { id, projectId, name }: { id: string; projectId: string; name: string },
  newName: string,
): Promise<void> {
  await tx.prompt.update({ where: { id }, data: { name: newName } });
  await tx.promptFormerName.deleteMany({ where: { projectId, name: newName, promptId: id } });
  await requireUnusedName(tx, projectId, newName);
  await tx.promptFormerName.create({ data: { projectId, name, promptId: id } });
}

async function memberId(actor: Actor, email: string): Promise<string> {
  const member = await db.member.findFirst({
    where: { projectId: actor.projectId, user: { email } },
  });
  if (!member) throw invalid("owner", `${email} is not a member of this project.`);
  return member.userId;
}
