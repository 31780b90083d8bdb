import { QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { CompareView } from "@/components/traces/compare/compare-view";
import { shortId } from "@/components/traces/trace-words";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { traceQueries } from "@/lib/traces/queries";
import { getTrace } from "@/lib/traces/reads";

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata = { title: "Compare traces" };

export default async function CompareTracesPage({ params, searchParams }: Props) {
  const { project } = await params;
  const { a, b } = await searchParams;
  if (typeof a !== "string" || typeof b !== "string") notFound();
  const actor = await requireActor(project);
  const client = new QueryClient();
  for (const id of [a, b]) {
    client.setQueryData(
      traceQueries.detail(project, id).queryKey,
      await orNotFound(getTrace(actor, id, { steps: "outline" })),
    );
  }
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Traces", href: `/${project}/traces` },
          { label: `${shortId(a)} with ${shortId(b)}` },
        ]}
      >
        <CompareView project={project} a={a} b={b} />
      </Page>
    </PageQueries>
  );
}
