import type { Metadata } from "next";
import { ApiKeysSection } from "@/components/settings/api-keys-section";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";

export const metadata: Metadata = { title: "API keys" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ApiKeysPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  return <ApiKeysSection project={project} isAdmin={hasRole(actor, "admin")} />;
}
