import { QueryClient } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { ReviewView } from "@/components/reviews/review-view";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { reviewQueries } from "@/lib/reviews/queries";
import { getReview, getReviewDiff } from "@/lib/reviews/reads";

interface Props {
  params: Promise<{ project: string; number: string }>;
  searchParams: Promise<{ from?: string }>;
}

export async function generateMetadata({ params }: Props) {
  return { title: `Review ${(await params).number}` };
}

export default async function ReviewPage({ params, searchParams }: Props) {
  const { project, number } = await params;
  const from = Number((await searchParams).from) || null;
  const actor = await requireActor(project);
  const [review, diff] = await orNotFound(
    Promise.all([getReview(actor, number), getReviewDiff(actor, number, from ? { from } : {})]),
  );
  const client = new QueryClient();
  const shown = String(review.number);
  client.setQueryData(reviewQueries.detail(project, shown).queryKey, review);
  client.setQueryData(reviewQueries.diff(project, shown, review.version, from).queryKey, diff);
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Reviews", href: `/${project}/reviews` },
          { label: String(review.number) },
        ]}
      >
        <ReviewView project={project} number={shown} me={actor.userId} />
      </Page>
    </PageQueries>
  );
}
