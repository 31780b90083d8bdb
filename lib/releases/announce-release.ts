import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import type { Role } from "@/lib/auth/contract";
import type { Tx } from "@/lib/db/client";
import { announce } from "@/lib/notifications/announce";
import type { AnnouncementData } from "@/lib/notifications/contract";
import { listPeople } from "@/lib/reviews/load-review";

interface Told {
  promptId: string;
  environmentId: string;
  environment: { releaseRole: Role };
  /** The version that goes live, and the one that it takes the place of. */
  versions: readonly number[];
  reviewId: string | null;
  data: AnnouncementData;
}

/**
 * Tells the people whom it concerns: the prompt's owner, whoever wrote or released what goes and what comes,
 * and the people of the review. Of a rollback also everybody who may release there: it may be an incident.
 */
export async function announceRelease(
  tx: Tx,
  actor: Actor,
  type: "release.published" | "release.rolled_back",
  { promptId, environmentId, environment, versions, reviewId, data }: Told,
): Promise<void> {
  const [prompt, authors, releasers, review, people] = [
    await tx.prompt.findUniqueOrThrow({ where: { id: promptId }, select: { ownerId: true } }),
    await tx.promptVersion.findMany({
      where: { promptId, number: { in: [...versions] } },
      select: { authorId: true },
    }),
    await tx.release.findMany({
      where: { promptId, environmentId, version: { number: { in: [...versions] } } },
      orderBy: { number: "desc" },
      take: 10,
      select: { releasedById: true },
    }),
    reviewId
      ? await tx.review.findUnique({
          where: { id: reviewId },
          select: {
            requestedById: true,
            decisions: { select: { userId: true } },
            comments: { select: { authorId: true }, distinct: ["authorId"] },
          },
        })
      : null,
    type === "release.rolled_back" ? await listPeople(actor.projectId, tx) : [],
  ];
  await announce(tx, actor, {
    type,
    data,
    to: [
      prompt.ownerId,
      ...authors.map(({ authorId }) => authorId),
      ...releasers.map(({ releasedById }) => releasedById),
      review?.requestedById ?? null,
      ...(review?.decisions ?? []).map(({ userId }) => userId),
      ...(review?.comments ?? []).map(({ authorId }) => authorId),
      ...people.filter((one) => hasRole(one, environment.releaseRole)).map(({ id }) => id),
    ],
  });
}
