import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DocumentSetView } from "@/components/documents/document-set-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { documentQueries } from "@/lib/documents/queries";
import { getDocumentSet, listDocuments } from "@/lib/documents/reads";
import { orNotFound } from "@/lib/http/or-not-found";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function DocumentSetPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const search = await searchParams;
  const number = Number(search.revision);
  const revision = Number.isInteger(number) && number > 0 ? number : undefined;
  const actor = await requireActor(project);
  const set = await orNotFound(getDocumentSet(actor, name, { revision }));
  const client = new QueryClient();
  client.setQueryData(documentQueries.detail(project, name, revision).queryKey, set);
  if (search.q === undefined && search.tab === undefined) {
    const filters = revision === undefined ? {} : { revision };
    client.setQueryData(documentQueries.documents(project, name, filters).queryKey, {
      pages: [await listDocuments(actor, name, { limit: 200, ...filters })],
      pageParams: [""],
    });
  }
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Chains", href: `/${project}/chains` },
          { label: "Document sets", href: `/${project}/document-sets` },
          { label: <span className="font-mono">{name}</span> },
        ]}
      >
        <DocumentSetView project={project} name={name} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
