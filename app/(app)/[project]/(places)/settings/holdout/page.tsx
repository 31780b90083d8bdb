import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageQueries } from "@/components/layout/page-queries";
import { HoldoutSection } from "@/components/projects/holdout-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listHoldoutApprovals } from "@/lib/runs/holdout/list-holdout-approvals";
import { approvalQueries } from "@/lib/runs/queries";

export const metadata: Metadata = { title: "Holdout" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function HoldoutPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(approvalQueries.list(project).queryKey, await listHoldoutApprovals(actor));
  return (
    <PageQueries client={client}>
      <HoldoutSection project={project} isAdmin={hasRole(actor, "admin")} />
    </PageQueries>
  );
}
