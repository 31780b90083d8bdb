import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { TraceView } from "@/components/traces/trace-view";
import { shortId } from "@/components/traces/trace-words";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { traceQueries } from "@/lib/traces/queries";
import { getTrace } from "@/lib/traces/reads";

interface Props {
  params: Promise<{ project: string; id: string }>;
}

export async function generateMetadata({ params }: Props) {
  return { title: `Trace ${shortId(decodeURIComponent((await params).id))}` };
}

export default async function TracePage({ params }: Props) {
  const { project, id: encoded } = await params;
  const id = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(
    traceQueries.detail(project, id).queryKey,
    await orNotFound(getTrace(actor, id, { steps: "outline" })),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Page
        crumbs={[
          { label: "Traces", href: `/${project}/traces` },
          { label: <span className="font-mono">{shortId(id)}</span> },
        ]}
      >
        <TraceView project={project} id={id} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </HydrationBoundary>
  );
}
