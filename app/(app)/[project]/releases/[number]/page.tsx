import { QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { ReleaseView } from "@/components/releases/release-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { listEnvironments } from "@/lib/projects/reads";
import { releaseQueries } from "@/lib/releases/queries";
import { getRelease } from "@/lib/releases/reads";

interface Props {
  params: Promise<{ project: string; number: string }>;
}

export async function generateMetadata({ params }: Props) {
  return { title: `Release ${(await params).number}` };
}

export default async function ReleasePage({ params }: Props) {
  const { project, number } = await params;
  if (!/^\d{1,9}$/.test(number)) notFound();
  const actor = await requireActor(project);
  const [release, environments] = await Promise.all([
    orNotFound(getRelease(actor, number)),
    listEnvironments(actor),
  ]);
  const place = environments.data.find(({ name }) => name === release.environment);
  const client = new QueryClient();
  client.setQueryData(releaseQueries.detail(project, number).queryKey, release);
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Releases", href: `/${project}/releases` }, { label: number }]}>
        <ReleaseView
          project={project}
          number={number}
          mayRelease={place !== undefined && hasRole(actor, place.releaseRole)}
        />
      </Page>
    </PageQueries>
  );
}
