import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { RolloutsView } from "@/components/rollouts/rollouts-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { listRollouts } from "@/lib/rollouts/reads";

export const metadata: Metadata = { title: "Rollouts" };

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<{ prompt?: string; environment?: string }>;
}

export default async function RolloutsPage({ params, searchParams }: Props) {
  const { project } = await params;
  const { prompt, environment } = await searchParams;
  const filters = { ...(prompt ? { prompt } : {}), ...(environment ? { environment } : {}) };
  const actor = await requireActor(project);
  const client = new QueryClient();
  const [active, ended, prompts, environments] = await Promise.all([
    listRollouts(actor, { ...filters, state: "active" }),
    listRollouts(actor, { ...filters, state: "ended" }),
    listPrompts(actor, { kind: "any" }),
    listEnvironments(actor),
  ]);
  const fill = (state: "active" | "ended", data: typeof active) =>
    client.setQueryData(rolloutQueries.list(project, { ...filters, state }).queryKey, {
      pages: [data],
      pageParams: [null],
    });
  fill("active", active);
  fill("ended", ended);
  client.setQueryData(promptQueries.list(project, { kind: "any" }).queryKey, prompts);
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Rollouts" }]}>
        <RolloutsView
          project={project}
          environments={environments.data.map(({ name }) => name)}
          mayRelease={hasRole(actor, "editor")}
        />
      </Page>
    </PageQueries>
  );
}
