import { QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { prefetchRun } from "@/components/runs/prefetch-run";
import { RunView } from "@/components/runs/run-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { orNotFound } from "@/lib/http/or-not-found";

interface Props {
  params: Promise<{ project: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const FILTERS = ["tab", "with", "segment", "kind", "category", "otherInput", "q", "scorer", "sort"];

export async function generateMetadata({ params }: Props) {
  return { title: `Run ${(await params).number}` };
}

export default async function RunPage({ params, searchParams }: Props) {
  const { project, number: text } = await params;
  const search = await searchParams;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : notFound();
  const actor = await requireActor(project);
  const client = new QueryClient();
  await orNotFound(
    prefetchRun(client, actor, project, number, {
      ...(typeof search.baseline === "string" ? { baseline: search.baseline } : {}),
      ...(typeof search.case === "string" ? { caseId: search.case } : {}),
      isFiltered: FILTERS.some((name) => search[name] !== undefined),
    }),
  );
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Runs", href: `/${project}/runs` }, { label: text }]}>
        <RunView
          project={project}
          number={number}
          mayWrite={hasRole(actor, "editor")}
          seesHoldout={visibleCases(actor).hasHoldout}
        />
      </Page>
    </PageQueries>
  );
}
