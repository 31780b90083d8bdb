import type { Prisma } from "@/lib/db/client";

export const include = {
  prompt: { select: { name: true } },
  version: {
    select: {
      number: true,
      contentHash: true,
      model: true,
      authorId: true,
      authorName: true,
      parentVersion: true,
    },
  },
  environment: true,
  decisions: { orderBy: { createdAt: "asc" } },
  waivers: { orderBy: { createdAt: "asc" } },
  reviewers: { orderBy: [{ namedAt: "asc" }, { userName: "asc" }] },
  comments: {
    where: { parentId: null, resolvedAt: null, part: { not: null } },
    select: { id: true },
  },
  releases: {
    orderBy: { number: "desc" },
    take: 1,
    select: { id: true, number: true, releasedAt: true, replaces: true, evidence: true },
  },
} satisfies Prisma.ReviewInclude;

export type ReviewRow = Prisma.ReviewGetPayload<{ include: typeof include }>;
export type DecisionRow = ReviewRow["decisions"][number];
