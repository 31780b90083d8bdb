import { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProjectFrame } from "@/components/layout/frame";
import { PageQueries } from "@/components/layout/page-queries";
import { requireAccount, requireActor } from "@/lib/auth/page-actor";
import { notificationQueries } from "@/lib/notifications/queries";
import { listNotifications } from "@/lib/notifications/reads";
import { getProject, listProjects } from "@/lib/projects/reads";
import { reviewQueries } from "@/lib/reviews/queries";
import { countReviews } from "@/lib/reviews/reads";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { listRollouts } from "@/lib/rollouts/reads";

interface Props {
  params: Promise<{ project: string }>;
  children: ReactNode;
}

export default async function ProjectLayout({ params, children }: Props) {
  const { project: slug } = await params;
  const actor = await requireActor(slug);
  const account = await requireAccount();
  const client = new QueryClient();
  const [project, projects, counts, rollouts, newest] = await Promise.all([
    getProject(actor),
    listProjects(account),
    countReviews(actor),
    listRollouts(actor, { state: "active" }),
    listNotifications(actor, { limit: 1 }),
  ]);
  // What the frame asks is filled here: once the frame has begun to ask, a page below it cannot
  // fill the same query any more while the server draws, and the browser would draw otherwise.
  client.setQueryData(reviewQueries.counts(slug).queryKey, counts);
  client.setQueryData(rolloutQueries.active(slug).queryKey, rollouts);
  client.setQueryData(notificationQueries.unread(slug).queryKey, newest);
  return (
    <PageQueries client={client}>
      <ProjectFrame
        project={project}
        projects={projects.data}
        person={{ name: account.name, email: account.email }}
      >
        {children}
      </ProjectFrame>
    </PageQueries>
  );
}
