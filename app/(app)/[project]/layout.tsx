import type { ReactNode } from "react";
import { ProjectFrame } from "@/components/projects/project-frame";
import { requireAccount, requireActor } from "@/lib/auth/page-actor";
import { getProject, listProjects } from "@/lib/projects/reads";

interface Props {
  params: Promise<{ project: string }>;
  children: ReactNode;
}

export default async function ProjectLayout({ params, children }: Props) {
  const { project: slug } = await params;
  const actor = await requireActor(slug);
  const account = await requireAccount();
  const [project, projects] = await Promise.all([getProject(actor), listProjects(account)]);
  return (
    <ProjectFrame
      project={project}
      projects={projects.data}
      person={{ name: account.name, email: account.email }}
    >
      {children}
    </ProjectFrame>
  );
}
