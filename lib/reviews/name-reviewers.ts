import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import { announceReview, reviewEvent } from "./announce-review";
import type { Review } from "./contract";
import { requireUnderWay } from "./decide-review";
import { type Content, listAuthors, lockReview } from "./load-review";
import { getReview } from "./reads";
import { requireOwner } from "./review-owner";
import type { NameReviewers } from "./reviewer-contract";

/** Names who is asked. Whoever is new among them is told; everybody else who may review still decides as well. */
export async function nameReviewers(
  actor: Actor,
  id: string,
  input: NameReviewers,
): Promise<Review> {
  authorize(actor, { scope: "reviews:write", role: "editor" });
  await db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    requireUnderWay(review);
    requireOwner(actor, review);
    const { promptId, version } = review;
    const before = new Set(review.reviewers.map(({ userId }) => userId));
    const chosen = await findReviewers(tx, actor, input.reviewers, {
      version: { promptId, ...version },
      alreadyNamed: before,
    });
    const added = chosen.filter((one) => !before.has(one.id));
    const removed = review.reviewers.filter(
      ({ userId }) => !chosen.some((one) => one.id === userId),
    );
    if (added.length === 0 && removed.length === 0) return;
    await tx.reviewReviewer.deleteMany({
      where: { reviewId: review.id, userId: { in: removed.map(({ userId }) => userId) } },
    });
    await addReviewers(tx, actor, review.id, added);
    const names = added.map(({ name }) => name);
    if (added.length > 0) {
      await announceReview(tx, actor, review, "review.reviewers_named", {
        to: added.map((one) => one.id),
        people: names,
      });
    }
    const text = [
      ...names.map((name) => `asked ${name}`),
      ...removed.map(({ userName }) => `no longer asks ${userName}`),
    ].join(", ");
    const data = { added: names, removed: removed.map(({ userName }) => userName), text };
    await recordEvent(tx, actor, reviewEvent(review, "review.reviewers_named", data));
  });
  return getReview(actor, id);
}

export interface Reviewer {
  id: string;
  name: string;
}

interface Subject {
  version: Content & { number: number };
  /** Stay without a check: they were asked when they could decide. */
  alreadyNamed?: ReadonlySet<string>;
}

/** Members who may review, by their addresses; anybody else is refused with a sentence of their own. */
export async function findReviewers(
  tx: Tx,
  actor: Actor,
  emails: readonly string[],
  { version, alreadyNamed = new Set() }: Subject,
): Promise<Reviewer[]> {
  if (emails.length === 0) return [];
  const members = await tx.member.findMany({
    where: { projectId: actor.projectId, user: { email: { in: [...emails] } } },
    select: { role: true, user: { select: { id: true, name: true, email: true } } },
  });
  const authors = await listAuthors(version.promptId, version.contentHash, tx);
  const reviewers = new Map<string, Reviewer>();
  emails.forEach((email, at) => {
    const refuse = (why: string) => invalid(`reviewers.${at}`, why);
    const member = members.find(({ user }) => user.email === email);
    if (!member) throw refuse(`No member of this project has the address ${email}.`);
    const { role, user } = member;
    reviewers.set(user.id, { id: user.id, name: user.name });
    if (alreadyNamed.has(user.id)) return;
    if (role !== "reviewer" && role !== "admin") {
      throw refuse(`${user.name} has the role ${role}. Name reviewers or admins.`);
    }
    if (authors.has(user.id)) {
      throw refuse(`${user.name} wrote v${version.number}, so their approval would not count.`);
    }
  });
  return [...reviewers.values()];
}

export async function addReviewers(
  tx: Tx,
  actor: Actor,
  reviewId: string,
  people: readonly Reviewer[],
): Promise<void> {
  await tx.reviewReviewer.createMany({
    data: people.map(({ id, name }) => ({
      ...{ reviewId, userId: id, userName: name },
      ...{ namedById: actor.userId, namedByName: actor.name },
    })),
  });
}
