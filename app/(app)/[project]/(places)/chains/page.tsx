import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ChainsView } from "@/components/chains/chains-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";

export const metadata: Metadata = { title: "Chains" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ChainsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(
    promptQueries.list(project, { kind: "chain" }).queryKey,
    await listPrompts(actor, { kind: "chain" }),
  );
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Chains" }]}>
        <ChainsView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
