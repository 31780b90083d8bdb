import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DocumentSetsView } from "@/components/documents/document-sets-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { documentQueries } from "@/lib/documents/queries";
import { listDocumentSets } from "@/lib/documents/reads";

export const metadata: Metadata = { title: "Document sets" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function DocumentSetsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(
    documentQueries.list(project).queryKey,
    await listDocumentSets(actor, { limit: 200, archived: "false" }),
  );
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Chains", href: `/${project}/chains` }, { label: "Document sets" }]}>
        <DocumentSetsView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
