import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import { invalid, notFound } from "@/lib/http/app-error";
import { listAuthors } from "@/lib/reviews/load-review";

export interface Approvals {
  review: { id: string; number: number; title: string } | null;
  approvedBy: { id: string; name: string }[];
  changesRequestedBy: { id: string; name: string }[];
}

interface Asked {
  version: { id: string; promptId: string; number: number; contentHash: string };
  environment: { id: string; name: string };
  /** Id or number of a review. */
  named: string | undefined;
}

const OPEN = ["open", "approved", "changes_requested"] as const;

/**
 * Whose word counts for this version in this environment, now: approvals of this content in the review named
 * (or the newest), by members who may review and never saved this content. A change request counts from every open
 * review of the version, so that a second review is no way around it.
 */
export async function readApprovals(
  actor: Actor,
  { version, environment, named }: Asked,
  from: Tx | typeof db = db,
): Promise<Approvals> {
  const reviews = await from.review.findMany({
    where: { versionId: version.id, environmentId: environment.id, state: { in: [...OPEN] } },
    orderBy: { number: "desc" },
    include: { decisions: { where: { liftedAt: null }, orderBy: { createdAt: "asc" } } },
  });
  const review = named
    ? reviews.find(({ id, number }) => id === named || String(number) === named)
    : (reviews.find(({ state }) => state === "approved") ?? reviews[0]);
  if (named && !review) throw await refusalOf(actor, named, version.number, environment.name, from);
  const members = await from.member.findMany({
    where: {
      projectId: actor.projectId,
      userId: { in: reviews.flatMap(({ decisions }) => decisions.map(({ userId }) => userId)) },
    },
    include: { user: { select: { name: true } } },
  });
  const counting = members.filter((member) => hasRole(member, "reviewer"));
  const peopleOf = (ids: Iterable<string>) =>
    [...new Set(ids)].flatMap((id) => {
      const member = counting.find(({ userId }) => userId === id);
      return member ? [{ id, name: member.user.name }] : [];
    });
  const authors = await listAuthors(version.promptId, version.contentHash, from);
  const approvers = (review?.decisions ?? [])
    .filter(({ kind, contentHash }) => kind === "approval" && contentHash === version.contentHash)
    .map(({ userId }) => userId)
    .filter((userId) => !authors.has(userId));
  const objectors = reviews
    .flatMap(({ decisions }) => decisions)
    .filter(({ kind }) => kind === "change_request")
    .map(({ userId }) => userId);
  return {
    review: review ? { id: review.id, number: review.number, title: review.title } : null,
    approvedBy: peopleOf(approvers),
    changesRequestedBy: peopleOf(objectors),
  };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function refusalOf(
  { projectId }: Actor,
  named: string,
  version: number,
  environment: string,
  from: Tx | typeof db,
) {
  const which: Prisma.ReviewWhereInput | null = UUID.test(named)
    ? { id: named }
    : /^\d{1,9}$/.test(named)
      ? { number: Number(named) }
      : null;
  const known = which && (await from.review.findFirst({ where: { projectId, ...which } }));
  if (!known) return notFound(`The review ${named}`);
  if (known.state === "released") {
    return invalid("review", `Review ${known.number} has been released already.`);
  }
  return invalid(
    "review",
    `Review ${known.number} is not an open review of v${version} for ${environment}.`,
  );
}
