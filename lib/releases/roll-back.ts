import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { announce } from "@/lib/notifications/announce";
import type { Release, RollBack } from "./contract";
import { readLive } from "./load-target";
import type { ReleaseNote } from "./note-contract";
import { lockReleases, putLive } from "./put-live";
import { findRelease, getRelease } from "./reads";
import { markStale } from "./serving-cache";

/**
 * Takes a release back: the version that was live before it goes live again, as a new release. In an incident
 * nobody waits for approvals or gates, so only the environment's release role is asked for.
 */
export async function rollBack(
  actor: Actor,
  idOrNumber: string,
  { reason }: RollBack,
): Promise<Release> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  requireOwnDecision(actor);
  const taken = await findRelease(actor, idOrNumber);
  const id = await db.$transaction(async (tx) => {
    await lockReleases(tx, actor);
    const environment = await tx.environment.findUniqueOrThrow({
      where: { id: taken.environmentId },
    });
    authorize(actor, { scope: "releases:write", role: environment.releaseRole });
    const { promptId, environmentId, replaces } = taken;
    if (replaces === null) throw nothingEarlier(taken);
    const live = await readLive({ promptId, environmentId }, tx);
    if (live?.number === replaces) {
      throw new AppError("conflict", `v${replaces} is live in ${environment.name} already.`);
    }
    const earlier = await tx.promptVersion.findUniqueOrThrow({
      where: { promptId_number: { promptId, number: replaces } },
    });
    const row = await putLive(tx, actor, {
      promptId,
      environmentId,
      versionId: earlier.id,
      replaces: live?.number ?? null,
      note: noteOf(taken, replaces, reason),
      reviewId: null,
      rollbackOfId: taken.id,
      reason,
    });
    const facts = { prompt: taken.prompt, version: replaces, environment: environment.name };
    await announce(tx, actor, {
      type: "release.rolled_back",
      data: {
        ...facts,
        path: `releases/${row.number}`,
        number: row.number,
        title: reason,
        text: reason,
        replaces: row.replaces,
      },
    });
    await recordEvent(tx, actor, {
      type: "release.rolled_back",
      subject: { type: "prompt", id: promptId },
      data: {
        ...facts,
        release: row.number,
        replaces: row.replaces,
        rollbackOf: taken.number,
        reason,
      },
    });
    return row.id;
  });
  // This process need not wait to hear of it: who asks next gets the earlier version.
  markStale({ promptId: taken.promptId, environmentId: taken.environmentId });
  return getRelease(actor, id);
}

function nothingEarlier({ number, prompt, environment }: Release): AppError {
  return new AppError(
    "conflict",
    `Release ${number} is the first of ${prompt} in ${environment}: nothing was live before it that could come back.`,
  );
}

function noteOf({ number, version }: Release, back: number, reason: string): ReleaseNote {
  const asOf = new Date().toISOString();
  return {
    goal: reason,
    change: `Takes back release ${number}: v${back} instead of v${version}.`,
    evalResult: "",
    tradeOff: "",
    risks: "",
    added: { evalResult: "", tradeOff: "" },
    measured: { asOf, against: null, runs: [], evalResult: [], tradeOff: [] },
  };
}
