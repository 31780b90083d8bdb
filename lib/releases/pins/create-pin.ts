import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { loadActivePins, type PinRow } from "@/lib/deployments/pins/list-pins";
import { listPlaces } from "@/lib/deployments/pins/list-places";
import type { PinScope } from "@/lib/deployments/pins/pin-scope";
import { addPin, lockPins, type NewPin } from "@/lib/deployments/pins/write-pin";
import { recordEvent } from "@/lib/events/record-event";
import { formatCount } from "@/lib/format-number";
import { AppError, invalid } from "@/lib/http/app-error";
import { loadEnvironment } from "@/lib/projects/load-environment";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { markStale } from "@/lib/releases/serving/serving-cache";
import { findClashes, type Rule } from "./pin-clash";
import type { CreatePin, Pin } from "./pin-contract";
import { toPin } from "./reads";

/** All of them are in every serving document of the environment. */
const MOST_UNITS = 10_000;

/**
 * Pins units to an arm, or to a version that was released there: whoever is pinned never gets what a release would
 * not have let through.
 */
export async function createPin(
  actor: Actor,
  environmentName: string,
  { prompt, units, arm, version, reason }: CreatePin,
): Promise<Pin> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  requireOwnDecision(actor);
  const environment = await loadEnvironment(actor, environmentName);
  authorize(actor, { scope: "releases:write", role: environment.releaseRole });
  const named = prompt === undefined ? null : await loadPrompt(actor, prompt);
  const scope: PinScope = { environmentId: environment.id, promptId: named?.id ?? null };
  const target: NewPin["target"] =
    version === undefined
      ? { arm: arm ?? "stable" }
      : { versionId: await loadReleased({ ...scope, version, environmentName }) };
  const pin = await db.$transaction(async (tx) => {
    await lockPins(tx, scope);
    const others = await loadActivePins(tx, scope);
    refuseTooMany(others, units.length);
    const rule = { prompt: named?.name ?? null, units, arm: arm ?? null, version: version ?? null };
    refuseClashes(rule, others);
    const created = toPin(await addPin(tx, actor, scope, { units, target, reason }));
    await recordPinEvent(tx, actor, "pin.created", created);
    return created;
  });
  for (const place of await listPlaces(scope)) markStale(place);
  return pin;
}

/** The id of the version, when it was released to the environment, as every candidate was; or 422. */
async function loadReleased({
  environmentId,
  promptId,
  version: number,
  environmentName,
}: PinScope & { version: number; environmentName: string }): Promise<string> {
  if (promptId === null) throw invalid("prompt", "A version is of one prompt. Choose the prompt.");
  const row = await db.promptVersion.findUnique({
    where: { promptId_number: { promptId, number } },
    select: { id: true, releases: { where: { environmentId }, select: { id: true }, take: 1 } },
  });
  if (!row) throw invalid("version", `There is no v${number} of this prompt.`);
  if (row.releases.length === 0) {
    throw invalid(
      "version",
      `v${number} was never released to ${environmentName}, and a pin does not take the place of approvals and gates. Release it first, for example in stages.`,
    );
  }
  return row.id;
}

function refuseTooMany(rows: readonly PinRow[], more: number): void {
  const count = rows.reduce((sum, { units }) => sum + units.length, more);
  if (count <= MOST_UNITS) return;
  throw new AppError(
    "conflict",
    `An environment pins at most ${formatCount(MOST_UNITS)} units; with this rule it would be ${formatCount(count)}. Remove rules that are no longer needed.`,
  );
}

function refuseClashes(rule: Rule, rows: readonly PinRow[]): void {
  const others = rows.map((row) => ({ ...toPin(row), by: row.createdByName }));
  const errors = findClashes(rule, others);
  const [first] = errors;
  if (first) throw new AppError("conflict", first.message, { errors });
}

/** Units may be people: the log counts them, and the rule itself stays to be looked at. */
export function recordPinEvent(
  tx: Tx,
  actor: Actor,
  type: "pin.created" | "pin.removed",
  { id, environment, prompt, arm, version, reason, units }: Pin,
): Promise<void> {
  return recordEvent(tx, actor, {
    type,
    subject: { type: "environment", id: environment },
    data: { pin: id, prompt, arm, version, reason, units: units.length },
  });
}
