import type { Metadata } from "next";
import { AuditView } from "@/components/events/audit-view";
import { AdminsOnly } from "@/components/settings/admins-only";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";

export const metadata: Metadata = { title: "Audit log" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function AuditPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  if (!hasRole(actor, "admin")) return <AdminsOnly what="read the audit log" />;
  return <AuditView project={project} />;
}
