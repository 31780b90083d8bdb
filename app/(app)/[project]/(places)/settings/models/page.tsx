import type { Metadata } from "next";
import { ConnectionsSection } from "@/components/providers/connections-section";
import { EndpointSecretsSection } from "@/components/providers/endpoint-secrets-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";

export const metadata: Metadata = { title: "Models" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ModelsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const isAdmin = hasRole(actor, "admin");
  return (
    <>
      <ConnectionsSection project={project} isAdmin={isAdmin} />
      <EndpointSecretsSection project={project} isAdmin={isAdmin} />
    </>
  );
}
