import { QueryClient } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { prefetchTrace } from "@/components/traces/prefetch-trace";
import { TraceView } from "@/components/traces/trace/trace-view";
import { shortId } from "@/components/traces/trace-words";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { orNotFound } from "@/lib/http/or-not-found";

interface Props {
  params: Promise<{ project: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Trace ${shortId(decodeURIComponent((await params).id))}` };
}

export default async function TracePage({ params, searchParams }: Props) {
  const { project, id: encoded } = await params;
  const id = decodeURIComponent(encoded);
  const { step } = await searchParams;
  const actor = await requireActor(project);
  const client = new QueryClient();
  await orNotFound(
    prefetchTrace(client, actor, project, id, typeof step === "string" ? step : undefined),
  );
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Traces", href: `/${project}/traces` },
          { label: <span className="font-mono">{shortId(id)}</span> },
        ]}
      >
        <TraceView
          project={project}
          id={id}
          mayWrite={hasRole(actor, "editor")}
          canSeeHoldout={visibleCases(actor).hasHoldout}
        />
      </Page>
    </PageQueries>
  );
}
