import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { loadVersion } from "@/lib/prompts/load-prompt";
import { getSpecialCases } from "./reads";
import { DismissSpecialCases, type SpecialCases } from "./special-case-contract";

const need = { scope: "prompts:write", role: "editor" } as const;

/** Says that the special cases of a version are meant. Reviewers still see who said so, and why. */
export async function dismissSpecialCases(
  actor: Actor,
  name: string,
  number: number,
  input: DismissSpecialCases,
): Promise<SpecialCases> {
  authorize(actor, need);
  const { reason } = DismissSpecialCases.parse(input);
  const { id: versionId } = await loadVersion(actor, name, number);
  await db.$transaction(async (tx) => {
    const by = { reason, byId: actor.userId, byName: actor.name, at: new Date() };
    await tx.specialCasesDismissal.upsert({
      where: { versionId },
      create: { versionId, ...by },
      update: by,
    });
    await recordEvent(tx, actor, {
      type: "version.special_cases_dismissed",
      subject: { type: "version", id: versionId },
      data: { prompt: name, version: number, reason },
    });
  });
  return getSpecialCases(actor, name, number);
}

/** Takes the dismissal back; without one nothing happens. */
export async function restoreSpecialCases(
  actor: Actor,
  name: string,
  number: number,
): Promise<void> {
  authorize(actor, need);
  const { id: versionId } = await loadVersion(actor, name, number);
  await db.$transaction(async (tx) => {
    const { count } = await tx.specialCasesDismissal.deleteMany({ where: { versionId } });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: "version.special_cases_restored",
      subject: { type: "version", id: versionId },
      data: { prompt: name, version: number },
    });
  });
}
