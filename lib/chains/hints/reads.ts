import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import type { HintDismissals } from "./hint-contract";

const MOST = 1_000;

export async function listHintDismissals(actor: Actor, name: string): Promise<HintDismissals> {
  authorize(actor, { scope: "prompts:read" });
  const prompt = await loadPrompt(actor, name);
  const rows = await db.hintDismissal.findMany({
    where: { promptId: prompt.id },
    orderBy: { at: "desc" },
    take: MOST,
  });
  return {
    data: rows.map(({ hintId, byName, at }) => ({
      hint: hintId,
      by: byName,
      at: at.toISOString(),
    })),
    nextCursor: null,
  };
}
