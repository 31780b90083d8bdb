import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ApiKeysSection } from "@/components/api-keys/api-keys-section";
import { KeysAsMeSection } from "@/components/api-keys/keys-as-me-section";
import { PageQueries } from "@/components/layout/page-queries";
import { AdminsOnly } from "@/components/settings/admins-only";
import { hasRole } from "@/lib/auth/authorize";
import { requireAccount, requireActor } from "@/lib/auth/page-actor";
import { keyAsMeQueries } from "@/lib/projects/queries";
import { listKeysAsMe } from "@/lib/projects/reads";

export const metadata: Metadata = { title: "API keys" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ApiKeysPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  const asMe = await listKeysAsMe(await requireAccount());
  client.setQueryData(keyAsMeQueries.list().queryKey, asMe);
  return (
    <PageQueries client={client}>
      <div className="grid gap-4">
        {hasRole(actor, "admin") ? (
          <ApiKeysSection project={project} />
        ) : (
          <AdminsOnly what="view, create and revoke keys" />
        )}
        <KeysAsMeSection project={project} />
      </div>
    </PageQueries>
  );
}
