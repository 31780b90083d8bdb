import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageQueries } from "@/components/layout/page-queries";
import { SegmentsSection } from "@/components/segments/segments-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { segmentQueries } from "@/lib/segments/queries";
import { listSegments } from "@/lib/segments/reads";

export const metadata: Metadata = { title: "Segments" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function SegmentsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(segmentQueries.list(project).queryKey, await listSegments(actor));
  return (
    <PageQueries client={client}>
      <SegmentsSection project={project} mayWrite={hasRole(actor, "editor")} />
    </PageQueries>
  );
}
