import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { JudgesView } from "@/components/judges/judges-view";
import { Page } from "@/components/layout/page";
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
    <HydrationBoundary state={dehydrate(client)}>
      <Page crumbs={[{ label: "Judges" }]}>
        <JudgesView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </HydrationBoundary>
  );
}
