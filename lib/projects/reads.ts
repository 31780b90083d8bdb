import "server-only";
import type { AccountActor, Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Scope } from "@/lib/auth/contract";
import { db } from "@/lib/db/client";
import { cursorOf, parseIdCursor } from "@/lib/http/cursor";
import type { ApiKey, KeyAsMe, OwnKey } from "./api-key-contract";
import type { Project } from "./contract";
import type { Environment } from "./environment-contract";
import type { Member } from "./member-contract";

interface PageOf<T> {
  data: T[];
  nextCursor: string | null;
}
interface PageArgs {
  limit: number;
  cursor?: string | undefined;
}

export async function listProjects(account: AccountActor): Promise<PageOf<Project>> {
  const members = await db.member.findMany({
    where: { userId: account.userId },
    include: { project: true },
    orderBy: { project: { name: "asc" } },
  });
  const data = members.map(({ role, project }) => ({
    slug: project.slug,
    name: project.name,
    isDemo: project.isDemo,
    role,
    createdAt: project.createdAt.toISOString(),
  }));
  return { data, nextCursor: null };
}

export async function getProject(actor: Actor): Promise<Project> {
  const project = await db.project.findUniqueOrThrow({ where: { id: actor.projectId } });
  return {
    slug: project.slug,
    name: project.name,
    isDemo: project.isDemo,
    role: actor.role,
    createdAt: project.createdAt.toISOString(),
  };
}

/** A key says which project it is for, so that a client needs nothing but the key. */
export async function getOwnKey(actor: Actor): Promise<OwnKey> {
  const { slug, name } = await getProject(actor);
  const scopes = actor.kind === "key" ? [...actor.scopes] : [];
  return { name: actor.name, scopes, project: { slug, name } };
}

/** In the order of joining Galley. */
export async function listMembers(
  actor: Actor,
  { limit, cursor }: PageArgs,
): Promise<PageOf<Member>> {
  authorize(actor, { scope: "prompts:read" });
  const after = parseIdCursor(cursor);
  const rows = await db.member.findMany({
    where: { projectId: actor.projectId, ...(after ? { userId: { gt: after } } : {}) },
    include: { user: true },
    orderBy: { userId: "asc" },
    take: limit + 1,
  });
  const data = rows.slice(0, limit).map(toMember);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(last.id) : null };
}

interface MemberRow {
  role: Member["role"];
  createdAt: Date;
  lastSeenAt: Date | null;
  user: { id: string; name: string; email: string; isDemo: boolean };
}

export function toMember({ user, role, createdAt, lastSeenAt }: MemberRow): Member {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role,
    isDemo: user.isDemo,
    joinedAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  };
}

/** Newest first, without the revoked ones. Admins only: it says who holds what in whose name. */
export async function listApiKeys(
  actor: Actor,
  { limit, cursor }: PageArgs,
): Promise<PageOf<ApiKey>> {
  authorize(actor, { scope: "admin", role: "admin" });
  const before = parseIdCursor(cursor);
  const rows = await db.apiKey.findMany({
    where: {
      projectId: actor.projectId,
      revokedAt: null,
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const data = await describeKeys(page);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(last.id) : null };
}

interface KeyRow {
  id: string;
  name: string;
  lastFour: string;
  scopes: string[];
  actsAsId: string | null;
  createdById: string | null;
  createdByKeyId: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  firstUsedAt: Date | null;
  lastRefusedAt: Date | null;
  lastRefusal: string | null;
  confirmedAt: Date | null;
}

export async function describeKeys(rows: readonly KeyRow[]): Promise<ApiKey[]> {
  const [names, clients] = await Promise.all([
    namesOf(rows.flatMap(({ actsAsId, createdById }) => [actsAsId, createdById])),
    db.apiKeyClient.findMany({
      where: { keyId: { in: rows.map(({ id }) => id) } },
      orderBy: { lastSeenAt: "desc" },
    }),
  ]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    lastFour: row.lastFour,
    scopes: row.scopes as Scope[],
    actsAs: row.actsAsId ? personOf(row.actsAsId, names) : null,
    createdBy:
      row.createdByKeyId && !row.createdById
        ? { id: null, name: "another key" }
        : personOf(row.createdById, names),
    state: row.actsAsId && !row.confirmedAt ? "pending" : "active",
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    firstUsedAt: row.firstUsedAt?.toISOString() ?? null,
    lastRefusal:
      row.lastRefusedAt && row.lastRefusal
        ? { at: row.lastRefusedAt.toISOString(), message: row.lastRefusal }
        : null,
    clients: clients
      .filter(({ keyId }) => keyId === row.id)
      .map(({ client, lastSeenAt }) => ({ name: client, lastSeenAt: lastSeenAt.toISOString() })),
  }));
}

/** Keys that act as this person, in all their projects, the ones that wait for them first. */
export async function listKeysAsMe(account: AccountActor): Promise<PageOf<KeyAsMe>> {
  const rows = await db.apiKey.findMany({
    where: {
      actsAsId: account.userId,
      revokedAt: null,
      project: { members: { some: { userId: account.userId } } },
    },
    include: { project: { select: { slug: true, name: true } } },
    orderBy: [{ confirmedAt: { sort: "asc", nulls: "first" } }, { id: "desc" }],
    take: 200,
  });
  const keys = await describeKeys(rows);
  const data = rows.flatMap(({ project }, index) => {
    const key = keys[index];
    return key ? [{ ...key, project }] : [];
  });
  return { data, nextCursor: null };
}

/** Names by id, also of people who have left the project. */
export async function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const userIds = [...new Set(ids.filter((id) => id !== null))];
  const users = await db.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** A row without a person was made by the operator's command line. */
export function personOf(id: string | null, names: Map<string, string>) {
  return { id, name: (id && names.get(id)) || "operator" };
}

export async function listEnvironments(actor: Actor): Promise<PageOf<Environment>> {
  authorize(actor, { scope: "prompts:read" });
  const rows = await db.environment.findMany({
    where: { projectId: actor.projectId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
  });
  return { data: rows.map(toEnvironment), nextCursor: null };
}

type EnvironmentRow = Omit<Environment, "createdAt"> & { createdAt: Date };

export function toEnvironment(row: EnvironmentRow): Environment {
  return {
    name: row.name,
    position: row.position,
    requiredApprovals: row.requiredApprovals,
    requiresGates: row.requiresGates,
    releaseRole: row.releaseRole,
    createdAt: row.createdAt.toISOString(),
  };
}
