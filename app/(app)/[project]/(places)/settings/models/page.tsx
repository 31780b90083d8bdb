import type { Metadata } from "next";
import { ConnectionsSection } from "@/components/providers/connections-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";

export const metadata: Metadata = { title: "Models" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ModelsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  return <ConnectionsSection project={project} isAdmin={hasRole(actor, "admin")} />;
}
