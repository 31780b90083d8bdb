import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { EvalSetsView } from "@/components/eval-sets/eval-sets-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { listEvalSets } from "@/lib/eval-sets/reads";

export const metadata: Metadata = { title: "Eval sets" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function EvalSetsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(
    evalSetQueries.list(project).queryKey,
    await listEvalSets(actor, { limit: 200, archived: "false" }),
  );
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Eval sets" }]}>
        <EvalSetsView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
