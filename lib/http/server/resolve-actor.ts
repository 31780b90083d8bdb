import "server-only";
import type { AccountActor, Actor } from "@/lib/auth/actor";
import { authorize, type Need } from "@/lib/auth/authorize";
import { findCachedActor, findCachedKey } from "@/lib/auth/cached-actor";
import { findActor, triesKey } from "@/lib/auth/find-actor";
import { noteKeyClient } from "@/lib/auth/note-key-client";
import { noteFirstUse, noteRefusal } from "@/lib/auth/note-key-use";
import { loadAccountOf } from "@/lib/auth/sessions/session";
import { AppError, isAppError } from "@/lib/http/app-error";
import type { RouteContract } from "@/lib/http/contract";
import { checkOrigin } from "./check-origin";
import { countRequest, countWrongKey } from "./rate-limits";

/** Who asks, whether they may, and whether they ask too often. Null where a route is for everybody. */
export async function resolveActor(
  contract: RouteContract,
  request: Request,
  params: Record<string, string>,
): Promise<Actor | AccountActor | null> {
  if (contract.access === "public") return null;
  if (contract.access === "account") {
    const account = await loadAccountOf(request);
    if (!account) throw new AppError("unauthenticated", "Sign in first.");
    checkOrigin(request);
    await countRequest(account.userId);
    return account;
  }
  const actor = await findProjectActor(contract, request, params.project).catch(
    async (error: unknown) => {
      const isRefused = isAppError(error) && error.code === "unauthenticated";
      if (isRefused && triesKey(request)) await countWrongKey();
      throw error;
    },
  );
  if (actor.kind === "member") checkOrigin(request);
  if (!contract.isHot)
    await countRequest(actor.kind === "key" ? actor.keyId : (actor.userId ?? actor.name));
  if (contract.access !== "key") await admit(actor, contract.access);
  if (actor.kind === "key") {
    await noteKeyClient(actor.keyId, (name) => request.headers.get(name));
  }
  return actor;
}

/** As `authorize`; of a key it is noted how that ended. */
async function admit(actor: Actor, need: Need): Promise<void> {
  try {
    authorize(actor, need);
  } catch (error) {
    if (actor.kind === "key" && isAppError(error)) await noteRefusal(actor.keyId, error.message);
    throw error;
  }
  if (actor.kind === "key") await noteFirstUse(actor.keyId);
}

/** Where the address names no project, as for clients of other tools, the API key says which one it is. */
function findProjectActor(
  contract: RouteContract,
  request: Request,
  project: string | undefined,
): Promise<Actor> {
  if (project === undefined) return findCachedKey(request);
  return contract.isHot ? findCachedActor(request, project) : findActor(request, project);
}
