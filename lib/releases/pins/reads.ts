import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { listPins as listRows, type PinRow } from "@/lib/deployments/pins/list-pins";
import { cursorOf, parseIdCursor } from "@/lib/http/cursor";
import { loadEnvironment } from "@/lib/projects/load-environment";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import type { ListPins, Pin } from "./pin-contract";

/** Newest first. */
export async function listPins(
  actor: Actor,
  environment: string,
  { limit, cursor, prompt, state }: ListPins,
): Promise<{ data: Pin[]; nextCursor: string | null }> {
  authorize(actor, { scope: "prompts:read" });
  const before = parseIdCursor(cursor);
  const { id: environmentId } = await loadEnvironment(actor, environment);
  const promptId = prompt ? (await loadPrompt(actor, prompt)).id : undefined;
  const withRemoved = state === "all";
  const rows = await listRows({ environmentId, promptId, withRemoved, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(toPin),
    nextCursor: rows.length > limit && last ? cursorOf(last.id) : null,
  };
}

export function toPin({ environment, prompt, version, ...row }: PinRow): Pin {
  return {
    ...{ id: row.id, environment: environment.name, prompt: prompt?.name ?? null },
    ...{ units: row.units, arm: row.arm as Pin["arm"], version: version?.number ?? null },
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    createdBy: { id: row.createdById, name: row.createdByName },
    removedAt: row.removedAt?.toISOString() ?? null,
    removedBy: row.removedByName === null ? null : { id: row.removedById, name: row.removedByName },
  };
}
