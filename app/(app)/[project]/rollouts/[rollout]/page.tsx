import { QueryClient } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { RolloutView } from "@/components/rollouts/rollout-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { getRollout, getRolloutHistory } from "@/lib/rollouts/reads";

interface Props {
  params: Promise<{ project: string; rollout: string }>;
}

export async function generateMetadata({ params }: Props) {
  return { title: `Rollout ${(await params).rollout}` };
}

export default async function RolloutPage({ params }: Props) {
  const { project, rollout: name } = await params;
  const actor = await requireActor(project);
  const [rollout, history] = await orNotFound(
    Promise.all([getRollout(actor, name), getRolloutHistory(actor, name)]),
  );
  const { prompt, stable, candidate, releaseRole } = rollout;
  const number = String(rollout.number);
  const client = new QueryClient();
  client.setQueryData(rolloutQueries.detail(project, number).queryKey, rollout);
  const isActive = rollout.endedAt === null;
  client.setQueryData(rolloutQueries.history(project, number, isActive).queryKey, history);
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Rollouts", href: `/${project}/rollouts` },
          {
            label: <span className="font-mono">{prompt}</span>,
            href: `/${project}/prompts/${encodeURIComponent(prompt)}`,
          },
          { label: `v${stable} → v${candidate}` },
        ]}
      >
        <RolloutView project={project} name={number} mayRelease={hasRole(actor, releaseRole)} />
      </Page>
    </PageQueries>
  );
}
