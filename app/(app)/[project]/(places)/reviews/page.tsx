import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { ReviewsView } from "@/components/reviews/list/reviews-view";
import { requireActor } from "@/lib/auth/page-actor";
import { reviewQueries } from "@/lib/reviews/queries";
import { listReviews } from "@/lib/reviews/reads";

export const metadata: Metadata = { title: "Reviews" };

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<{ q?: string }>;
}

export default async function ReviewsPage({ params, searchParams }: Props) {
  const { project } = await params;
  const { q } = await searchParams;
  const actor = await requireActor(project);
  const client = new QueryClient();
  const filters = q ? { q } : {};
  const [active, done] = await Promise.all([
    listReviews(actor, { view: "active", ...filters }),
    listReviews(actor, { view: "done", ...filters }),
  ]);
  const page = (data: typeof active) => ({ pages: [data], pageParams: [null] });
  const keyOf = (view: "active" | "done") =>
    reviewQueries.list(project, { view, ...filters }).queryKey;
  client.setQueryData(keyOf("active"), page(active));
  client.setQueryData(keyOf("done"), page(done));
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Reviews" }]}>
        <ReviewsView project={project} me={actor.userId} />
      </Page>
    </PageQueries>
  );
}
