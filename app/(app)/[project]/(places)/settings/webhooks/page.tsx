import type { Metadata } from "next";
import { WebhooksSection } from "@/components/notifications/webhooks-section";
import { AdminsOnly } from "@/components/settings/admins-only";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";

export const metadata: Metadata = { title: "Webhooks" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function WebhooksPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  if (!hasRole(actor, "admin")) return <AdminsOnly what="view and change webhooks" />;
  return <WebhooksSection project={project} />;
}
