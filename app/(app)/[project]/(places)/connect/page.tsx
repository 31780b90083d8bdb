import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ConnectView } from "@/components/connect/connect-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { env } from "@/lib/env";
import { apiKeyQueries, SETTINGS_LIMIT } from "@/lib/projects/queries";
import { listApiKeys, listEnvironments } from "@/lib/projects/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";

export const metadata: Metadata = { title: "Connect your app" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ConnectPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const isAdmin = hasRole(actor, "admin");
  const [prompts, environments, keys] = await Promise.all([
    listPrompts(actor),
    listEnvironments(actor),
    isAdmin ? listApiKeys(actor, { limit: SETTINGS_LIMIT }) : undefined,
  ]);
  const client = new QueryClient();
  client.setQueryData(promptQueries.list(project).queryKey, prompts);
  if (keys) client.setQueryData(apiKeyQueries.list(project).queryKey, keys);
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Settings", href: `/${project}/settings` },
          { label: "Connect your app" },
        ]}
      >
        <ConnectView
          project={project}
          baseUrl={env().GALLEY_URL}
          environments={environments.data.map(({ name }) => name)}
          isAdmin={isAdmin}
          mayWrite={hasRole(actor, "editor")}
        />
      </Page>
    </PageQueries>
  );
}
