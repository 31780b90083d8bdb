import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { loadVersion } from "@/lib/prompts/load-prompt";
import { PromptMessage } from "@/lib/prompts/version-contract";
import { findSpecialCases, listNewLiterals } from "./find-special-cases";
import { loadCasesOfLiterals } from "./load-cases-of-literals";
import type { CheckSpecialCases, SpecialCases } from "./special-case-contract";

/** What a version adds to its parent for narrow inputs, and whether somebody has said that it is fine. */
export async function getSpecialCases(
  actor: Actor,
  name: string,
  number: number,
): Promise<SpecialCases> {
  authorize(actor, { scope: "prompts:read" });
  const row = await loadVersion(actor, name, number);
  const dismissal = await db.specialCasesDismissal.findUnique({ where: { versionId: row.id } });
  const parts = await compareWithParent(actor, name, {
    messages: PromptMessage.array().parse(row.messages),
    parentVersion: row.parentVersion,
  });
  return {
    ...parts,
    dismissal: dismissal && {
      by: dismissal.byName,
      at: dismissal.at.toISOString(),
      reason: dismissal.reason,
    },
  };
}

export async function checkSpecialCases(
  actor: Actor,
  name: string,
  input: CheckSpecialCases,
): Promise<SpecialCases> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  return { ...(await compareWithParent(actor, name, input)), dismissal: null };
}

async function compareWithParent(
  actor: Actor,
  name: string,
  { messages, parentVersion }: CheckSpecialCases,
): Promise<Omit<SpecialCases, "dismissal">> {
  if (parentVersion === null) return { from: null, isMany: false, sentences: [] };
  const parent = await loadVersion(actor, name, parentVersion);
  const before = PromptMessage.array().parse(parent.messages);
  const literals = listNewLiterals(before, messages);
  const caseOf = isAllowed(actor, { scope: "evals:read" })
    ? await loadCasesOfLiterals(parent.promptId, literals)
    : new Map<string, string>();
  const { sentences, isMany } = findSpecialCases(before, messages, caseOf);
  return {
    from: parentVersion,
    isMany,
    sentences: sentences.map(({ key: _, ...sentence }) => sentence),
  };
}
