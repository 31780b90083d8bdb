import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EvalSetView } from "@/components/eval-sets/eval-set-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { getEvalSet, listCases } from "@/lib/eval-sets/reads";
import { isAppError } from "@/lib/http/app-error";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const FILTERS = ["split", "kind", "segment", "q"];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function EvalSetPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const search = await searchParams;
  const number = Number(search.revision);
  const revision = Number.isInteger(number) && number > 0 ? number : undefined;
  const actor = await requireActor(project);
  const set = await getEvalSet(actor, name, { revision }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  const client = new QueryClient();
  client.setQueryData(evalSetQueries.detail(project, name, revision).queryKey, set);
  if (FILTERS.every((filter) => search[filter] === undefined)) {
    const filters = {
      ...(revision === undefined ? {} : { revision }),
      ...(set.canSeeHoldout ? {} : { split: "development" as const }),
    };
    client.setQueryData(evalSetQueries.cases(project, name, filters).queryKey, {
      pages: [await listCases(actor, name, { limit: 200, ...filters })],
      pageParams: [""],
    });
  }
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Eval sets", href: `/${project}/eval-sets` },
          { label: <span className="font-mono">{name}</span> },
        ]}
      >
        <EvalSetView project={project} name={name} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
