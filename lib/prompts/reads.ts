import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Prisma } from "@/lib/db/client";
import { likePattern } from "@/lib/db/like-pattern";
import { cursorOf, parseCursor, parseNumberCursor } from "@/lib/http/cursor";
import { serveChain } from "@/lib/prompts/chain/serve-chain";
import { compareRows } from "@/lib/prompts/diff/compare-rows";
import type { DiffQuery, PromptDiff } from "@/lib/prompts/diff/diff-contract";
import type { ListPrompts, Prompt, PromptList } from "./contract";
import type { Draft } from "./draft-contract";
import { loadLastEvals } from "./last-evals";
import { targetOf } from "./load-content";
import { loadLive } from "./load-live";
import { loadPrompt, loadPromptOfKind, loadVersion, summaryOf, toVersion } from "./load-prompt";
import {
  type ListVersions,
  type ServedChainVersion,
  type Version,
  VersionContent,
  type VersionList,
} from "./version-contract";

const reading = { scope: "prompts:read" } as const;

type PromptRow = Awaited<ReturnType<typeof loadPrompt>>;

/** Prompts by name. `q` looks into names, descriptions, owners and the text of the latest version. */
export async function listPrompts(
  actor: Actor,
  query: Partial<ListPrompts> = {},
): Promise<PromptList> {
  authorize(actor, reading);
  const limit = query.limit ?? 200;
  const after = parseCursor(query.cursor)[0];
  const rows = await db.prompt.findMany({
    where: {
      projectId: actor.projectId,
      archivedAt: query.archived === "true" ? { not: null } : null,
      ...whereKind(query.kind),
      AND: [
        after ? { name: { gt: after } } : {},
        query.folder ? { name: { startsWith: `${query.folder.replace(/\/$/, "")}/` } } : {},
        query.owner ? { ownerId: { in: await idsOfOwners(actor, query.owner) } } : {},
        query.tag ? { tags: { has: query.tag } } : {},
        query.q ? await matching(actor, query.q) : {},
      ],
    },
    orderBy: { name: "asc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: await describePrompts(actor, page),
    nextCursor: rows.length > limit && last ? cursorOf(last.name) : null,
  };
}

function whereKind(kind: ListPrompts["kind"] = "prompt"): Prisma.PromptWhereInput {
  if (kind === "any") return {};
  return { kind: kind === "chain" ? "chain" : { not: "chain" } };
}

async function idsOfOwners(actor: Actor, owner: string): Promise<string[]> {
  const members = await db.member.findMany({
    where: {
      projectId: actor.projectId,
      user: {
        OR: [{ email: owner.toLowerCase() }, { name: { equals: owner, mode: "insensitive" } }],
      },
    },
  });
  return members.map(({ userId }) => userId);
}

async function matching(actor: Actor, q: string): Promise<Prisma.PromptWhereInput> {
  const pattern = likePattern(q);
  const inText = await db.$queryRaw<{ id: string }[]>`
    select p.id from prompt p
    left join prompt_version v on v.prompt_id = p.id and v.number = p.latest_version
    left join "user" u on u.id = p.owner_id
    where p.project_id = ${actor.projectId}::uuid
      and (p.name ilike ${pattern} or p.description ilike ${pattern} or u.name ilike ${pattern}
        or v.messages::text ilike ${pattern})`;
  return { id: { in: inText.map(({ id }) => id) } };
}

export async function getPrompt(actor: Actor, name: string): Promise<Prompt> {
  authorize(actor, reading);
  const [prompt] = await describePrompts(actor, [await loadPrompt(actor, name)]);
  if (!prompt) throw new Error("a loaded prompt is described");
  return prompt;
}

async function describePrompts(actor: Actor, rows: PromptRow[]): Promise<Prompt[]> {
  const ids = rows.map(({ id }) => id);
  const [owners, drafts, evals, live, latest, formerNames] = await Promise.all([
    db.user.findMany({ where: { id: { in: rows.flatMap(({ ownerId }) => ownerId ?? []) } } }),
    actor.userId
      ? db.draft.findMany({ where: { userId: actor.userId, promptId: { in: ids } } })
      : [],
    loadLastEvals(actor.projectId, ids),
    loadLive(ids),
    db.promptVersion.findMany({
      where: { OR: rows.map(({ id, latestVersion }) => ({ promptId: id, number: latestVersion })) },
      select: { promptId: true, createdAt: true },
    }),
    db.promptFormerName.findMany({
      where: { promptId: { in: ids } },
      orderBy: { renamedAt: "asc" },
    }),
  ]);
  return rows.map((row) => {
    const draft = drafts.find(({ promptId }) => promptId === row.id);
    const changedAt =
      latest.find(({ promptId }) => promptId === row.id)?.createdAt ?? row.updatedAt;
    return {
      name: row.name,
      kind: row.kind,
      description: row.description,
      owner: {
        id: row.ownerId,
        name: owners.find(({ id }) => id === row.ownerId)?.name ?? "nobody",
      },
      tags: row.tags,
      formerNames: formerNames.filter(({ promptId }) => promptId === row.id).map((f) => f.name),
      latestVersion: row.latestVersion > 0 ? row.latestVersion : null,
      live: live.get(row.id) ?? {},
      lastEval: evals.get(row.id) ?? null,
      draft: draft
        ? {
            baseVersion: draft.baseVersion,
            revision: draft.revision,
            savedAt: draft.updatedAt.toISOString(),
          }
        : null,
      createdAt: row.createdAt.toISOString(),
      updatedAt: changedAt.toISOString(),
      archivedAt: row.archivedAt?.toISOString() ?? null,
    };
  });
}

/** Newest first. */
export async function listVersions(
  actor: Actor,
  name: string,
  query: Partial<ListVersions> = {},
): Promise<VersionList> {
  authorize(actor, reading);
  const prompt = await loadPrompt(actor, name);
  const limit = query.limit ?? 200;
  const before = parseNumberCursor(query.cursor);
  const rows = await db.promptVersion.findMany({
    where: { promptId: prompt.id, ...(before ? { number: { lt: before } } : {}) },
    orderBy: { number: "desc" },
    take: limit + 1,
    omit: {
      messages: true,
      model: true,
      settings: true,
      tools: true,
      outputSchema: true,
      retrieval: true,
      config: true,
      chain: true,
    },
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(summaryOf),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

export async function getVersion(actor: Actor, name: string, number: number): Promise<Version> {
  authorize(actor, reading);
  return toVersion(await loadVersion(actor, name, number));
}

/** As an application fetches it by its number: a chain with the prompts of its steps. */
export async function getNumberedVersion(
  actor: Actor,
  name: string,
  number: number,
): Promise<Version | ServedChainVersion> {
  authorize(actor, reading);
  const row = await loadVersion(actor, name, number);
  const target = await targetOf(row);
  if (target.kind === "prompt") return toVersion(row);
  return {
    ...summaryOf(row),
    ...{ messages: [], model: null, settings: {}, chain: serveChain(target) },
  };
}

export async function getDiff(
  actor: Actor,
  name: string,
  { from, to }: DiffQuery,
): Promise<PromptDiff> {
  authorize(actor, reading);
  const [left, right] = await Promise.all([
    loadVersion(actor, name, from),
    loadVersion(actor, name, to),
  ]);
  return compareRows(actor.projectId, left, right);
}

/** The asking person's draft of this prompt; null when there is none, or for a key that acts for itself. */
export async function getDraft(actor: Actor, name: string): Promise<Draft | null> {
  return loadDraft(actor, name, "prompt", (content) => VersionContent.parse(content));
}

/** The same of a prompt or a chain, parsed as that. */
export async function loadDraft<Content>(
  actor: Actor,
  name: string,
  kind: "prompt" | "chain",
  parse: (content: unknown) => Content,
): Promise<(Omit<Draft, "content"> & { content: Content }) | null> {
  authorize(actor, reading);
  const prompt = await loadPromptOfKind(actor, name, kind);
  if (!actor.userId) return null;
  const draft = await db.draft.findUnique({
    where: { promptId_userId: { promptId: prompt.id, userId: actor.userId } },
  });
  return (
    draft && {
      content: parse(draft.content),
      baseVersion: draft.baseVersion,
      revision: draft.revision,
      savedAt: draft.updatedAt.toISOString(),
    }
  );
}
