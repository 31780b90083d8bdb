import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import { parseIdOrNumber } from "@/lib/http/id-or-number";
import {
  type ChangesSince,
  loadEvidenceChanges,
} from "@/lib/reviews/evidence/load-evidence-changes";
import { loosenedIn } from "@/lib/specs/evidence/diff-evidence";
import { type DecisionRow, include, type ReviewRow } from "./review-row";
import { type Tally, tallyReview } from "./review-state";

/** A review of the actor's project by its id or its number, or null. */
export async function findReview(
  { projectId }: Actor,
  idOrNumber: string,
  from: Tx | typeof db = db,
): Promise<ReviewRow | null> {
  const which = parseIdOrNumber(idOrNumber);
  return which && from.review.findFirst({ where: { projectId, ...which }, include });
}

/** The same, or 404. */
export async function loadReview(
  actor: Actor,
  idOrNumber: string,
  from: Tx | typeof db = db,
): Promise<ReviewRow> {
  const row = await findReview(actor, idOrNumber, from);
  if (!row) throw notFound(`The review ${idOrNumber}`);
  return row;
}

/** The same with its row locked, so that decisions, moves and releases of one review come one after the other. */
export async function lockReview(tx: Tx, actor: Actor, idOrNumber: string): Promise<ReviewRow> {
  const { id } = await loadReview(actor, idOrNumber, tx);
  await tx.$queryRaw`select 1 from review where id = ${id}::uuid for update`;
  return loadReview(actor, id, tx);
}

export function selectReviews(
  where: Prisma.ReviewWhereInput,
  take: number,
  from: Tx | typeof db = db,
): Promise<ReviewRow[]> {
  return from.review.findMany({ where, include, orderBy: { number: "desc" }, take });
}

export interface People {
  id: string;
  name: string;
  role: "viewer" | "editor" | "reviewer" | "admin";
}

export async function listPeople(projectId: string, from: Tx | typeof db = db): Promise<People[]> {
  const members = await from.member.findMany({
    where: { projectId },
    select: { role: true, user: { select: { id: true, name: true } } },
    orderBy: { user: { name: "asc" } },
  });
  return members.map(({ role, user }) => ({ ...user, role }));
}

export const mayReview = (person: People): boolean => hasRole(person, "reviewer");

/** A content of a prompt, wherever it was saved. */
export interface Content {
  promptId: string;
  contentHash: string;
}

/** Everybody who saved a version of the prompt with this very content. */
export async function listAuthors(
  promptId: string,
  contentHash: string,
  from: Tx | typeof db = db,
): Promise<Set<string>> {
  const content = { promptId, contentHash };
  return authorsOf(await authorsByContent([content], from), content);
}

/** The same for many. Whoever made the key that saved a version is an author too: only they held that key. */
export async function authorsByContent(
  contents: readonly Content[],
  from: Tx | typeof db = db,
): Promise<Map<string, Set<string>>> {
  const versions = await from.promptVersion.findMany({
    where: { OR: contents.map(({ promptId, contentHash }) => ({ promptId, contentHash })) },
    select: { promptId: true, contentHash: true, authorId: true, authorKeyId: true },
  });
  const keys = await from.apiKey.findMany({
    where: { id: { in: versions.flatMap(({ authorKeyId }) => authorKeyId ?? []) } },
    select: { id: true, createdById: true },
  });
  const makers = new Map(keys.map(({ id, createdById }) => [id, createdById]));
  const authors = new Map<string, Set<string>>();
  for (const version of versions) {
    const people = authorsOf(authors, version);
    const maker = version.authorKeyId && makers.get(version.authorKeyId);
    for (const id of [version.authorId, maker]) if (id) people.add(id);
    authors.set(nameOf(version), people);
  }
  return authors;
}

export const authorsOf = (authors: ReadonlyMap<string, Set<string>>, content: Content) =>
  authors.get(nameOf(content)) ?? new Set<string>();

const nameOf = ({ promptId, contentHash }: Content) => `${promptId} ${contentHash}`;

export function tallyRow(
  row: ReviewRow,
  people: readonly People[],
  authorIds: ReadonlySet<string>,
  changes: ChangesSince,
): Tally<DecisionRow> {
  return tallyReview(row.decisions, {
    contentHash: row.version.contentHash,
    authorIds,
    reviewerIds: new Set(people.filter(mayReview).map(({ id }) => id)),
    loosenedIds: new Set(
      [...changes].filter(([, since]) => loosenedIn(since).length > 0).map(([id]) => id),
    ),
    required: row.environment.requiredApprovals,
    releasedAt: row.state === "released" ? (row.closedAt ?? row.updatedAt) : null,
    closedAt: row.closedAt,
  });
}

/** What the decisions amount to, as the transaction sees it. */
export async function tallyNow(tx: Tx, row: ReviewRow): Promise<Tally<DecisionRow>> {
  const people = await listPeople(row.projectId, tx);
  const authors = await listAuthors(row.promptId, row.version.contentHash, tx);
  return tallyRow(row, people, authors, await loadEvidenceChanges([row], tx));
}

/** Writes down what the decisions amount to now. In the transaction that changed them. */
export async function keepState(tx: Tx, actor: Actor, id: string): Promise<ReviewRow> {
  const row = await loadReview(actor, id, tx);
  const { state } = await tallyNow(tx, row);
  await tx.review.update({ where: { id: row.id }, data: { state, updatedAt: new Date() } });
  return { ...row, state };
}
