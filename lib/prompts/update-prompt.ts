import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import type { Prompt, UpdatePrompt } from "./contract";
import { loadPrompt } from "./load-prompt";
import { getPrompt } from "./reads";

export async function updatePrompt(
  actor: Actor,
  name: string,
  change: UpdatePrompt,
  requireUnchanged = async () => {},
): Promise<Prompt> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const prompt = await loadPrompt(actor, name);
  const ownerId = change.owner === undefined ? undefined : await memberId(actor, change.owner);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from prompt where id = ${prompt.id}::uuid for update`;
    await requireUnchanged();
    await tx.prompt.update({
      where: { id: prompt.id },
      data: {
        ...(change.description === undefined ? {} : { description: change.description }),
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(change.isArchived === undefined
          ? {}
          : { archivedAt: change.isArchived ? new Date() : null }),
      },
    });
    await recordEvent(tx, actor, {
      type: change.isArchived ? "prompt.archived" : "prompt.updated",
      subject: { type: "prompt", id: prompt.id },
      data: { name, ...change },
    });
  });
  return getPrompt(actor, name);
}

async function memberId(actor: Actor, email: string): Promise<string> {
  const member = await db.member.findFirst({
    where: { projectId: actor.projectId, user: { email } },
  });
  if (!member) throw invalid("owner", `${email} is not a member of this project.`);
  return member.userId;
}
