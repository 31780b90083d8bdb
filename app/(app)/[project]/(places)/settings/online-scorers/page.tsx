import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageQueries } from "@/components/layout/page-queries";
import { OnlineScorersSection } from "@/components/online-scorers/online-scorers-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { onlineScorerQueries } from "@/lib/online-scorers/queries";
import { listOnlineScorers } from "@/lib/online-scorers/reads";

export const metadata: Metadata = { title: "Online scorers" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function OnlineScorersPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(onlineScorerQueries.list(project).queryKey, await listOnlineScorers(actor));
  return (
    <PageQueries client={client}>
      <OnlineScorersSection project={project} mayWrite={hasRole(actor, "editor")} />
    </PageQueries>
  );
}
