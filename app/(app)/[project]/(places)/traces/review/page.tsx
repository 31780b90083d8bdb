import { QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { nextPending } from "@/components/trace-reviews/pending-items";
import { ReviewView } from "@/components/trace-reviews/review-view";
import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { formatDays } from "@/lib/format-time";
import { isAppError } from "@/lib/http/app-error";
import { getReviewSheet } from "@/lib/trace-reviews/get-review-sheet";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";
import { getReviewQueue } from "@/lib/trace-reviews/reads";
import { traceQueries } from "@/lib/traces/queries";
import { getTrace } from "@/lib/traces/reads";

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata = { title: "Review traces" };

export default async function TraceReviewPage({ params, searchParams }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const { week, rule, trace } = oneOfEach(await searchParams);
  const query = { ...(week ? { week } : {}), ...(rule ? { rule } : {}) };
  const queue = await getReviewQueue(actor, query).catch((error: unknown) => {
    if (isAppError(error) && error.code === "invalid") notFound();
    throw error;
  });
  const client = new QueryClient();
  client.setQueryData(traceReviewQueries.queue(project, query).queryKey, queue);
  const current = trace ?? nextPending(queue.data, null);
  if (current) await prefetchTrace(client, actor, project, current);
  return (
    <PageQueries client={client}>
      <Page
        flush
        crumbs={[
          { label: "Traces", href: `/${project}/traces` },
          { label: `Review, ${formatDays(queue.from, queue.to)}` },
        ]}
      >
        <ReviewView
          project={project}
          mayWrite={hasRole(actor, "editor")}
          canSeeHoldout={visibleCases(actor).hasHoldout}
        />
      </Page>
    </PageQueries>
  );
}

/** One that is not there is told by the screen, beside the queue. */
async function prefetchTrace(client: QueryClient, actor: Actor, project: string, id: string) {
  await Promise.all([
    client.prefetchQuery({
      ...traceQueries.whole(project, id),
      queryFn: () => getTrace(actor, id),
      retry: false,
    }),
    client.prefetchQuery({
      ...traceReviewQueries.sheet(project, id),
      queryFn: () => getReviewSheet(actor, id),
      retry: false,
    }),
  ]);
}

function oneOfEach(search: Record<string, string | string[] | undefined>) {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" ? value : undefined;
  };
  return { week: one("week"), rule: one("rule"), trace: one("trace") };
}
