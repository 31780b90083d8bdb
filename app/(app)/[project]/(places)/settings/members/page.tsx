import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageQueries } from "@/components/layout/page-queries";
import { MembersSection } from "@/components/members/members-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { invitationQueries } from "@/lib/invitations/queries";
import { listInvitations } from "@/lib/invitations/reads";

export const metadata: Metadata = { title: "Members" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function MembersPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const isAdmin = hasRole(actor, "admin");
  const client = new QueryClient();
  if (isAdmin) {
    client.setQueryData(
      invitationQueries.list(project).queryKey,
      await listInvitations(actor, { limit: 200 }),
    );
  }
  return (
    <PageQueries client={client}>
      <MembersSection project={project} me={actor.userId} isAdmin={isAdmin} />
    </PageQueries>
  );
}
