import { QueryClient } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { WeekView } from "@/components/weeks/week-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { listMembers } from "@/lib/projects/reads";
import { weekQueries } from "@/lib/weeks/queries";
import { getWeek, listWeeks } from "@/lib/weeks/reads";

interface Props {
  params: Promise<{ project: string; week: string }>;
}

export async function generateMetadata({ params }: Props) {
  return { title: `The week ${(await params).week}` };
}

export default async function WeekPage({ params }: Props) {
  const { project, week: name } = await params;
  const actor = await requireActor(project);
  const [week, weeks, members] = await Promise.all([
    orNotFound(getWeek(actor, name)),
    listWeeks(actor, { limit: 12 }),
    listMembers(actor, { limit: 200 }),
  ]);
  const client = new QueryClient();
  client.setQueryData(weekQueries.detail(project, name).queryKey, week);
  client.setQueryData(weekQueries.list(project).queryKey, weeks);
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "The week", href: `/${project}/week` }, { label: week.title }]}>
        <WeekView
          project={project}
          week={name}
          members={members.data.map(({ id, name: who }) => ({ id, name: who }))}
          mayWrite={hasRole(actor, "editor")}
        />
      </Page>
    </PageQueries>
  );
}
