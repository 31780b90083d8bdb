import { QueryClient } from "@tanstack/react-query";
import { PageQueries } from "@/components/layout/page-queries";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { ReviewsView } from "@/components/reviews/list/reviews-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { promptQueries } from "@/lib/prompts/queries";
import { reviewQueries } from "@/lib/reviews/queries";
import { listReviews } from "@/lib/reviews/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Reviews of ${decodeURIComponent((await params).name)}` };
}

export default async function PromptReviewsPage({ params }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const client = new QueryClient();
  const prompt = await pagePrompt(actor, name);
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  for (const view of ["active", "done"] as const) {
    const query = { view, prompt: name };
    client.setQueryData(reviewQueries.list(project, query).queryKey, {
      pages: [await listReviews(actor, query)],
      pageParams: [null],
    });
  }
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={name} tab="reviews" mayWrite={hasRole(actor, "editor")}>
        <ReviewsView project={project} me={actor.userId} prompt={name} />
      </PromptFrame>
    </PageQueries>
  );
}
