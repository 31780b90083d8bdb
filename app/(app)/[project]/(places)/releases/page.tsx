import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { ReleasesView } from "@/components/releases/releases-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";
import { releaseQueries } from "@/lib/releases/queries";
import { listReleases } from "@/lib/releases/reads";

export const metadata: Metadata = { title: "Releases" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ReleasesPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  const [environments, prompts, releases] = await Promise.all([
    listEnvironments(actor),
    listPrompts(actor, { kind: "any" }),
    listReleases(actor, { limit: 50 }),
  ]);
  client.setQueryData(promptQueries.list(project, { kind: "any" }).queryKey, prompts);
  client.setQueryData(releaseQueries.list(project).queryKey, {
    pages: [releases],
    pageParams: [null],
  });
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Releases" }]}>
        <ReleasesView
          project={project}
          environments={environments.data}
          mayRelease={hasRole(actor, "editor")}
        />
      </Page>
    </PageQueries>
  );
}
