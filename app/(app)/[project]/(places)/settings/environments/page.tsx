import type { Metadata } from "next";
import { EnvironmentsSection } from "@/components/projects/environments-section";
import { PinsSection } from "@/components/releases/pins/pins-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";

export const metadata: Metadata = { title: "Environments" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function EnvironmentsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const { data } = await listEnvironments(actor);
  const open = data.filter(({ releaseRole }) => hasRole(actor, releaseRole));
  return (
    <>
      <EnvironmentsSection project={project} isAdmin={hasRole(actor, "admin")} />
      <PinsSection project={project} mayRelease={open.map(({ name }) => name)} />
    </>
  );
}
