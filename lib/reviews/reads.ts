import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, hasRole, isAllowed } from "@/lib/auth/authorize";
import { db, type Prisma } from "@/lib/db/client";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { compareRows, toReadable } from "@/lib/prompts/diff/compare-rows";
import { loadVersion } from "@/lib/prompts/load-prompt";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { loadOldThreads } from "@/lib/reviews/comments/load-old-threads";
import { toComment } from "@/lib/reviews/comments/to-comment";
import type { EvidenceChangesSince } from "@/lib/reviews/evidence/evidence-contract";
import { loadEvidence, loadGap } from "@/lib/reviews/evidence/load-evidence";
import { loadChangesSinceLive } from "@/lib/reviews/evidence/load-evidence-changes";
import { loadSpecDefinitions } from "@/lib/specs/evidence/load-definitions";
import { isClosed } from "@/lib/specs/gates/closed-gates";
import { hashEvidence } from "@/lib/specs/hash-evidence";
import type { ListReviews, Review, ReviewListItem } from "./contract";
import { type DescribedReview, describeReviews } from "./describe-review";
import { loadBase } from "./load-base";
import { loadHistory } from "./load-history";
import { loadReview, selectReviews } from "./load-review";
import type { ReviewDiff } from "./review-diff-contract";
import { isOwner } from "./review-owner";
import type { ReviewRow } from "./review-row";

const reading = { scope: "prompts:read" } as const;
const ACTIVE = ["open", "approved", "changes_requested"] as const;
const BATCH = 100;

/** Newest first. Who may review can have changed since, so the state is worked out again for each. */
export async function listReviews(
  actor: Actor,
  { limit = 50, cursor, ...query }: Partial<ListReviews> = {},
): Promise<{ data: ReviewListItem[]; nextCursor: string | null }> {
  authorize(actor, reading);
  const view = query.view ?? "all";
  const items: ReviewListItem[] = [];
  let below = parseNumberCursor(cursor) ?? Number.MAX_SAFE_INTEGER;
  for (let isMore = true; isMore && items.length <= limit; ) {
    const rows = await selectReviews(whereOf(actor, query, below), Math.min(BATCH, limit + 1));
    isMore = rows.length === Math.min(BATCH, limit + 1);
    below = rows.at(-1)?.number ?? 0;
    const described = await describeReviews(actor, rows);
    items.push(
      ...described
        .map(({ item }) => item)
        .filter(({ state }) => !query.state || state === query.state)
        .filter(({ turn }) => view !== "yours" || turn.isYours)
        .filter(({ turn }) => view !== "waiting" || !turn.isYours),
    );
  }
  const data = items.slice(0, limit);
  const last = data.at(-1);
  return {
    data,
    nextCursor: items.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

function whereOf(
  actor: Actor,
  { view, state, prompt, environment, q }: Partial<ListReviews>,
  below: number,
): Prisma.ReviewWhereInput {
  const isDone = view === "done" || state === "released" || state === "closed";
  const isActive = view === "active" || view === "yours" || view === "waiting";
  const text = q ? { contains: q, mode: "insensitive" as const } : null;
  return {
    projectId: actor.projectId,
    ...(below <= 2_147_483_647 ? { number: { lt: below } } : {}),
    AND: [
      isDone ? { state: { in: ["released", "closed"] } } : {},
      isActive || (state && !isDone) ? { state: { in: [...ACTIVE] } } : {},
      prompt ? { prompt: promptNamed(prompt) } : {},
      environment ? { environment: { name: environment } } : {},
      view === "mine"
        ? { OR: [{ requestedById: actor.userId }, { version: { authorId: actor.userId } }] }
        : {},
      text ? { OR: [{ title: text }, { prompt: { name: text } }, { ticketUrl: text }] } : {},
    ],
  };
}

/** For the side bar: looks at no more than the newest 200 that are under way. */
export async function countReviews(actor: Actor) {
  authorize(actor, reading);
  const { projectId } = actor;
  const [rows, done] = await Promise.all([
    selectReviews({ projectId, state: { in: [...ACTIVE] } }, 200),
    db.review.count({ where: { projectId, state: { in: ["released", "closed"] } } }),
  ]);
  const described = await describeReviews(actor, rows);
  return {
    active: rows.length,
    yours: described.filter(({ item }) => item.turn.isYours).length,
    done,
    oldestAt: rows.at(-1)?.createdAt.toISOString() ?? null,
  };
}

/** One review, whole. */
export async function getReview(actor: Actor, id: string): Promise<Review> {
  authorize(actor, reading);
  const row = await loadReview(actor, id);
  const [described] = await describeReviews(actor, [row]);
  if (!described) throw new Error("a loaded review is described");
  const base = await loadBase(row);
  const [newer, comments, evidence, gap, history, evidenceHash, sinceLive] = await Promise.all([
    db.promptVersion.findFirst({
      where: { promptId: row.promptId, number: { gt: row.version.number } },
      orderBy: { number: "desc" },
      select: { number: true, authorId: true, authorName: true, createdAt: true },
    }),
    db.reviewComment.findMany({ where: { reviewId: row.id }, orderBy: { id: "asc" }, take: 1000 }),
    loadEvidence(actor, row, base),
    loadGap(actor, row),
    loadHistory(actor, row),
    loadSpecDefinitions(row.projectId, row.promptId).then((one) =>
      hashEvidence(one, row.version.contentHash),
    ),
    loadChangesSinceLive(row),
  ]);
  const { gates: _counts, ...summary } = described.item;
  return {
    ...summary,
    description: row.description,
    contentHash: row.version.contentHash,
    base,
    newerVersion: newer && {
      number: newer.number,
      author: { id: newer.authorId, name: newer.authorName },
      createdAt: newer.createdAt.toISOString(),
    },
    gates: described.gates,
    gatesAsOf: described.gatesAsOf,
    requiresGates: row.environment.requiresGates,
    decisions: described.decisions,
    comments: comments.map(toComment),
    evidence,
    evidenceHash,
    evidenceChanges: evidenceChangesOf(actor, described, sinceLive),
    gap,
    history,
    you: rightsOf(actor, row, described),
  };
}

/** Scorers' settings belong to the evals, which not every key may read. */
function evidenceChangesOf(
  actor: Actor,
  { decisions, changes, gatesAsOf }: DescribedReview,
  sinceLive: EvidenceChangesSince | null,
): EvidenceChangesSince[] {
  if (gatesAsOf !== "now") return [];
  if (!isAllowed(actor, { scope: "evals:read" })) return [];
  const sinceApprovals = decisions.toReversed().flatMap(({ id, by, at, loosened }) => {
    const since = changes.get(id) ?? [];
    if (since.length === 0) return [];
    return [
      { approval: id, release: null, by, at, isLoosened: loosened.length > 0, changes: since },
    ];
  });
  return [...sinceApprovals, ...(sinceLive ? [sinceLive] : [])];
}

/** Decisions are people's: a key makes them when it acts as a member and nobody else made it. */
const canDecide = (actor: Actor) =>
  actor.kind === "key" ? actor.canDecide : actor.userId !== null;

function rightsOf(actor: Actor, row: ReviewRow, described: DescribedReview): Review["you"] {
  const { item, gates, authorIds } = described;
  const isUnderWay = item.state !== "released" && item.state !== "closed";
  const mayWrite = isAllowed(actor, { scope: "reviews:write", role: "editor" });
  const mayReview = isAllowed(actor, { scope: "reviews:write", role: "reviewer" });
  const isOwn = actor.userId !== null && authorIds.has(actor.userId);
  const gatesClosed = row.environment.requiresGates && gates.some(isClosed);
  const isCleared = item.approvals.length >= item.approvalsRequired && !gatesClosed;
  const whyNot = !isUnderWay
    ? `The review is ${item.state}.`
    : isOwn
      ? "You wrote this version, so your approval would not count."
      : mayReview
        ? null
        : `Reviewers decide. You have the role ${actor.role}.`;
  return {
    mayComment: mayWrite,
    mayDecide: isUnderWay && mayReview && !isOwn && canDecide(actor),
    mayMove: isUnderWay && mayWrite && isOwner(actor, row),
    mayNameReviewers: isUnderWay && mayWrite && isOwner(actor, row),
    mayRelease:
      isUnderWay &&
      item.changeRequests.length === 0 &&
      isCleared &&
      isAllowed(actor, { scope: "releases:write" }) &&
      hasRole(actor, row.environment.releaseRole),
    whyNot,
  };
}

/** The version against the base of the review, or against another version that a reviewer has seen. */
export async function getReviewDiff(
  actor: Actor,
  id: string,
  { from }: { from?: number | undefined } = {},
): Promise<ReviewDiff> {
  authorize(actor, reading);
  const row = await loadReview(actor, id);
  const base = from ? ({ version: from, kind: "chosen" } as const) : await loadBase(row);
  const to = await loadVersion(actor, row.prompt.name, row.version.number);
  const before = base.version ? await loadVersion(actor, row.prompt.name, base.version) : null;
  const diff = await compareRows(actor.projectId, before, to);
  return {
    base,
    from: before && toReadable(before),
    to: toReadable(to),
    diff,
    oldThreads: await loadOldThreads(actor, row, diff),
  };
}
