import "server-only";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import { type Actor, makeActor } from "./actor";
import { parseApiKey } from "./api-key-format";
import { type Role, Scope } from "./contract";
import { equalHashes, hashToken } from "./secret-token";

/** What a key that acts for itself may do, said as a role: scopes are the finer grain on top of it. */
function roleOfScopes(scopes: readonly Scope[]): Role {
  if (scopes.includes("admin")) return "admin";
  if (scopes.includes("reviews:write") || scopes.includes("releases:write")) return "reviewer";
  return scopes.some((scope) => scope.endsWith(":write")) ? "editor" : "viewer";
}

const USED_EVERY_MS = 60_000;

/** The actor behind an API key: 401 for a wrong, revoked or expired one; 404 in a project not its own. */
export async function findKey(key: string, projectSlug: string | null): Promise<Actor> {
  const parts = parseApiKey(key);
  const row =
    parts &&
    (await db.apiKey.findUnique({
      where: { publicId: parts.publicId },
      include: { project: true },
    }));
  if (!row || !equalHashes(row.secretHash, hashToken(parts.secret)) || row.revokedAt) {
    throw new AppError("unauthenticated", "This API key is unknown or was revoked.");
  }
  if (row.expiresAt && row.expiresAt < new Date()) {
    throw new AppError(
      "unauthenticated",
      `This API key expired on ${row.expiresAt.toISOString()}.`,
    );
  }
  if (projectSlug !== null && row.project.slug !== projectSlug)
    throw notFound("What you asked for");
  if (row.actsAsId && !row.confirmedAt) throw await unconfirmed(row.actsAsId);
  const scopes = row.scopes.flatMap((scope) => Scope.safeParse(scope).data ?? []);
  const role = row.actsAsId
    ? await roleOfMember(row.projectId, row.actsAsId)
    : roleOfScopes(scopes);
  await noteUse(row);
  return makeActor({
    kind: "key",
    keyId: row.id,
    name: row.name,
    scopes,
    userId: row.actsAsId,
    madeById: row.createdById,
    canDecide: row.actsAsId !== null && isOwnKey(row),
    projectId: row.projectId,
    projectSlug: row.project.slug,
    role,
  });
}

interface Origin {
  actsAsId: string | null;
  createdById: string | null;
  createdByKeyId: string | null;
}

/**
 * Whether only the member that the key acts as, or the operator, has held it. Through a key that somebody else
 * made, that person could decide in the member's name, also after the member has confirmed it.
 */
function isOwnKey({ actsAsId, createdById, createdByKeyId }: Origin): boolean {
  return createdByKeyId === null && (createdById === null || createdById === actsAsId);
}

async function unconfirmed(actsAsId: string): Promise<AppError> {
  const person = await db.user.findUnique({ where: { id: actsAsId }, select: { name: true } });
  const name = person?.name ?? "somebody";
  return new AppError(
    "forbidden",
    `This API key acts as ${name}, who has not confirmed it. ${name} can do so under Settings, API keys.`,
  );
}

async function roleOfMember(projectId: string, userId: string): Promise<Role> {
  const member = await db.member.findUnique({ where: { projectId_userId: { projectId, userId } } });
  if (member) return member.role;
  throw new AppError("unauthenticated", "This API key acts as a person who is no longer a member.");
}

async function noteUse(row: { id: string; lastUsedAt: Date | null }): Promise<void> {
  const now = new Date();
  if (row.lastUsedAt && now.getTime() - row.lastUsedAt.getTime() < USED_EVERY_MS) return;
  await db.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
}
