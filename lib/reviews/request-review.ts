import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import { loadVersion } from "@/lib/prompts/load-prompt";
import { noChanges } from "@/lib/reviews/evidence/load-evidence-changes";
import { announceReview, reviewEvent } from "./announce-review";
import type { RequestReview, Review } from "./contract";
import { listAuthors, listPeople, loadReview, selectReviews, tallyRow } from "./load-review";
import { addReviewers, findReviewers } from "./name-reviewers";
import { getReview } from "./reads";

const MOST_REVIEWS = 1_000;

/**
 * Asks for a review of a version for an environment. One is enough: a second request for both is a conflict.
 * So is one for content that somebody has asked to change: closing a review and asking anew is no way around.
 */
export async function requestReview(actor: Actor, input: RequestReview): Promise<Review> {
  authorize(actor, { scope: "reviews:write", role: "editor" });
  const version = await loadVersion(actor, input.prompt, input.version);
  const environment = await db.environment.findUnique({
    where: { projectId_name: { projectId: actor.projectId, name: input.environment } },
  });
  if (!environment) {
    throw invalid("environment", `There is no environment called ${input.environment}.`);
  }
  const id = await db.$transaction(async (tx) => {
    const { nextReview } = await tx.project.update({
      where: { id: actor.projectId },
      data: { nextReview: { increment: 1 } },
      select: { nextReview: true },
    });
    const active = await tx.review.findFirst({
      where: {
        versionId: version.id,
        environmentId: environment.id,
        state: { in: ["open", "approved", "changes_requested"] },
      },
    });
    if (active) {
      throw new AppError(
        "conflict",
        `Review ${active.number} is about v${version.number} for ${environment.name} already. Continue there.`,
      );
    }
    await refuseObjected(tx, actor, { version, environment });
    const reviewers = await findReviewers(tx, actor, input.reviewers, { version });
    const { id } = await tx.review.create({
      data: {
        projectId: actor.projectId,
        number: nextReview - 1,
        promptId: version.promptId,
        versionId: version.id,
        environmentId: environment.id,
        title: input.title,
        description: input.description,
        ticketUrl: input.ticketUrl ?? null,
        requestedById: actor.userId,
        requestedByName: actor.name,
      },
    });
    await addReviewers(tx, actor, id, reviewers);
    const row = await loadReview(actor, id, tx);
    const names = reviewers.map(({ name }) => name);
    await announceReview(tx, actor, row, "review.requested", {
      text: input.description,
      people: names,
    });
    const data = { title: input.title, ...(names.length > 0 && { reviewers: names }) };
    await recordEvent(tx, actor, reviewEvent(row, "review.requested", data));
    return id;
  });
  return getReview(actor, id);
}

interface Target {
  version: { promptId: string; number: number; contentHash: string };
  environment: { id: string; name: string };
}

async function refuseObjected(
  tx: Tx,
  actor: Actor,
  { version, environment }: Target,
): Promise<void> {
  const people = await listPeople(actor.projectId, tx);
  const rows = await selectReviews(
    {
      promptId: version.promptId,
      environmentId: environment.id,
      state: { not: "released" },
      decisions: { some: { contentHash: version.contentHash } },
    },
    MOST_REVIEWS,
    tx,
  );
  const authors = await listAuthors(version.promptId, version.contentHash, tx);
  for (const row of rows) {
    const { changeRequests } = tallyRow(row, people, authors, noChanges);
    const objection = changeRequests.find((one) => one.contentHash === version.contentHash);
    if (!objection) continue;
    throw new AppError(
      "conflict",
      `${objection.userName} requested changes to v${version.number} in review ${row.number} and has not withdrawn the request. ${row.closedAt ? "Reopen that review" : "Continue there"}, or save a new version.`,
    );
  }
}
