import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { loadPromptOfKind } from "@/lib/prompts/load-prompt";
import { storeDraft } from "@/lib/prompts/save-draft";
import type { ChainDraftState, SaveChainDraft } from "./contract";

/** Saves the actor's draft of a chain as they type; 412 when another tab has saved a newer one. */
export async function saveChainDraft(
  actor: Actor,
  name: string,
  input: SaveChainDraft,
): Promise<ChainDraftState> {
  return storeDraft(actor, await loadPromptOfKind(actor, name, "chain"), input);
}
