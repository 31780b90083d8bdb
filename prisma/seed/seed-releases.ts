import { db } from "@/lib/db/client";
import { releaseVersion } from "@/lib/releases/release-version";
import { Approve, RequestReview } from "@/lib/reviews/contract";
import { approve } from "@/lib/reviews/decide-review";
import { requestReview } from "@/lib/reviews/request-review";
import type { DemoPersonKey } from "./demo-content";
import { actorOf } from "./seed-content";

const prompt = "support/triage";

interface DemoRelease {
  by: DemoPersonKey;
  version: number;
  environment: string;
  /** Who asks for the review, and who approves it. */
  review?: { by: DemoPersonKey; approvedBy: DemoPersonKey; title: string; description: string };
  note: { goal: string; change: string; evalResult?: string; risks?: string };
}

const RELEASES: DemoRelease[] = [
  {
    by: "ines",
    version: 2,
    environment: "staging",
    note: {
      goal: "The queue sorts itself: nobody has to pick a category by hand any more.",
      change: "Says what each category means, with words of six languages, and when it is urgent.",
    },
  },
  {
    by: "priya",
    version: 2,
    environment: "production",
    review: {
      by: "ines",
      approvedBy: "tomas",
      title: "Definitions for all twelve categories",
      description: "Names alone were not enough: half of the billing tickets went to refunds.",
    },
    note: {
      goal: "Tickets reach the right team without a person who sorts them first.",
      change:
        "Each of the twelve categories has a definition with words of six languages, and there is a rule for what is urgent.",
      risks: "Tickets with several requests still lose the last one. Watch the long ones by hand.",
    },
  },
  {
    by: "ines",
    version: 4,
    environment: "staging",
    note: {
      goal: "Try the examples in several languages with the support team for a week.",
      change: "Examples of each category, also ones that are not in English.",
    },
  },
];

/** What is live in the demo, by the same verbs that people use; repeated, it finds them done. */
export async function seedReleases(projectId: string): Promise<void> {
  for (const { by, version, environment, review, note } of RELEASES) {
    const known = await db.release.count({
      where: {
        projectId,
        prompt: { name: prompt },
        version: { number: version },
        environment: { name: environment },
      },
    });
    if (known > 0) continue;
    const target = { prompt, version, environment };
    const reviewId = review && (await seedReview({ ...review, ...target }));
    await releaseVersion(await actorOf(by), {
      ...target,
      note,
      ...(reviewId ? { review: reviewId } : {}),
    });
  }
}

async function seedReview(
  review: NonNullable<DemoRelease["review"]> & { version: number; environment: string },
): Promise<string> {
  const { by, approvedBy, ...asked } = review;
  const { id } = await requestReview(await actorOf(by), RequestReview.parse({ prompt, ...asked }));
  await approve(
    await actorOf(approvedBy),
    id,
    Approve.parse({ body: "Reads well, and it is measured." }),
  );
  return id;
}
