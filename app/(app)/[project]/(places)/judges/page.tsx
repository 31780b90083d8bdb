import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { JudgesView } from "@/components/judges/judges-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { judgeQueries } from "@/lib/judges/queries";
import { listJudges } from "@/lib/judges/reads";

export const metadata: Metadata = { title: "Judges" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function JudgesPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(judgeQueries.list(project).queryKey, await listJudges(actor));
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Judges" }]}>
        <JudgesView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
