import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import type { HintDismissals } from "./hint-contract";
import { listHintDismissals } from "./reads";

const writing = { scope: "prompts:write", role: "editor" } as const;

/** Dismisses a hint about a prompt's text for everybody; the same text never raises it again. */
export async function dismissHint(
  actor: Actor,
  name: string,
  hintId: string,
): Promise<HintDismissals> {
  authorize(actor, writing);
  const prompt = await loadPrompt(actor, name);
  await db.$transaction(async (tx) => {
    const { count } = await tx.hintDismissal.createMany({
      data: [{ promptId: prompt.id, hintId, byName: actor.name }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: "prompt.hint_dismissed",
      subject: { type: "prompt", id: prompt.id },
      data: { prompt: prompt.name, hint: hintId },
    });
  });
  return listHintDismissals(actor, name);
}

export async function restoreHint(
  actor: Actor,
  name: string,
  hintId: string,
): Promise<HintDismissals> {
  authorize(actor, writing);
  const prompt = await loadPrompt(actor, name);
  await db.$transaction(async (tx) => {
    const { count } = await tx.hintDismissal.deleteMany({
      where: { promptId: prompt.id, hintId },
    });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: "prompt.hint_restored",
      subject: { type: "prompt", id: prompt.id },
      data: { prompt: prompt.name, hint: hintId },
    });
  });
  return listHintDismissals(actor, name);
}
