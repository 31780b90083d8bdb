import { db } from "@/lib/db/client";
import type { Example } from "./example-requests";
import { NAMES, type WholeProject } from "./whole-project";

const { prompt, environment } = NAMES;

async function decideAs(
  kind: "approval" | "change_request",
  { ids }: WholeProject,
  userId: string | null,
) {
  const { version } = await db.review.findUniqueOrThrow({
    where: { id: ids.review },
    include: { version: true },
  });
  await db.reviewDecision.create({
    data: {
      reviewId: ids.review,
      kind,
      userId: userId ?? "",
      userName: "Somebody",
      version: version.number,
      contentHash: version.contentHash,
    },
  });
}

const setReview = (state: "closed" | "open", { ids }: WholeProject) =>
  db.review.update({
    where: { id: ids.review },
    data: { state, closedAt: state === "closed" ? new Date() : null },
  });

async function openWaiver(project: WholeProject) {
  await openReview(project);
  const { waiver: id } = project.ids;
  await db.reviewWaiver.update({ where: { id }, data: { withdrawnAt: null } });
}

const openReview = (project: WholeProject) => setReview("open", project);

export const REVIEW_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "POST /reviews": () => ({ body: { prompt, version: 2, environment, title: "Look at this" } }),
  "POST /reviews/{id}/approvals": () => ({ body: {}, isPersonal: true, prepare: openReview }),
  "DELETE /reviews/{id}/approvals": () => ({
    isPersonal: true,
    prepare: (project, userId) => decideAs("approval", project, userId),
  }),
  "POST /reviews/{id}/change-requests": () => ({
    body: { body: "Say less" },
    isPersonal: true,
    prepare: openReview,
  }),
  "DELETE /reviews/{id}/change-requests": () => ({
    isPersonal: true,
    prepare: (project, userId) => decideAs("change_request", project, userId),
  }),
  "POST /reviews/{id}/closure": () => ({ prepare: openReview }),
  "DELETE /reviews/{id}/closure": () => ({ prepare: (project) => setReview("closed", project) }),
  "POST /reviews/{id}/comments": () => ({ body: { body: "Why?" } }),
  "POST /reviews/{id}/comments/{comment}/resolution": () => ({}),
  "DELETE /reviews/{id}/comments/{comment}/resolution": () => ({}),
  "POST /reviews/{id}/comments/{comment}/takeovers": () => ({ isPersonal: true }),
  "PUT /reviews/{id}/reviewers": () => ({ body: { reviewers: [] }, prepare: openReview }),
  "POST /reviews/{id}/waivers": () => ({
    body: { criterion: "right", reason: "Known and small" },
    isPersonal: true,
    prepare: openReview,
  }),
  "DELETE /reviews/{id}/waivers/{waiver}": () => ({ isPersonal: true, prepare: openWaiver }),
  "POST /reviews/{id}/versions": ({ ids }) => ({
    body: { version: 4 },
    params: { id: ids.otherReview },
  }),
};
