import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { PromptsView } from "@/components/prompts/prompts-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";

export const metadata: Metadata = { title: "Prompts" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function PromptsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(promptQueries.list(project).queryKey, await listPrompts(actor));
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Prompts" }]}>
        <PromptsView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
