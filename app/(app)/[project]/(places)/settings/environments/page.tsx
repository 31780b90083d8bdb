import type { Metadata } from "next";
import { EnvironmentsSection } from "@/components/projects/environments-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";

export const metadata: Metadata = { title: "Environments" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function EnvironmentsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  return <EnvironmentsSection project={project} isAdmin={hasRole(actor, "admin")} />;
}
