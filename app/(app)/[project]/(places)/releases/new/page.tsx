import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { ReleaseForm } from "@/components/releases/release-form";
import { Empty } from "@/components/ui/empty";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";

export const metadata: Metadata = { title: "New release" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function NewReleasePage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const crumbs = [{ label: "Releases", href: `/${project}/releases` }, { label: "New release" }];
  if (!hasRole(actor, "editor")) {
    return (
      <Page crumbs={crumbs}>
        <Empty title="You cannot release">
          Viewers read the changelog. An admin can give you another role.
        </Empty>
      </Page>
    );
  }
  const client = new QueryClient();
  client.setQueryData(
    promptQueries.list(project, { kind: "any" }).queryKey,
    await listPrompts(actor, { kind: "any" }),
  );
  const environments = await listEnvironments(actor);
  return (
    <PageQueries client={client}>
      <Page crumbs={crumbs}>
        <ReleaseForm project={project} person={actor.name} environments={environments.data} />
      </Page>
    </PageQueries>
  );
}
