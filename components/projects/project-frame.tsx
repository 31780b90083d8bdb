"use client";
import { useQuery } from "@tanstack/react-query";
import {
  ArrowUpFromLine,
  CalendarDays,
  ChartLine,
  ChartNoAxesGantt,
  FlaskConical,
  GitPullRequest,
  List,
  Play,
  Plug,
  Scale,
  Settings,
  TrendingUp,
  Workflow,
} from "lucide-react";
import { lazy, type ReactNode } from "react";
import { signOut } from "@/components/auth/sign-out";
import { AppShell } from "@/components/layout/app-shell";
import { NotificationBell } from "@/components/notifications/notification-bell";
import type { Project } from "@/lib/projects/contract";
import { reviewQueries } from "@/lib/reviews/queries";
import { rolloutQueries } from "@/lib/rollouts/queries";

const ProjectPalette = lazy(() => import("./project-palette"));

interface Props {
  project: Project;
  projects: Project[];
  person: { name: string; email: string };
  children: ReactNode;
}

/** The frame with this project's rooms. */
export function ProjectFrame({ project, projects, person, children }: Props) {
  const { data: reviews } = useQuery(reviewQueries.counts(project.slug));
  const { data: rollouts } = useQuery(rolloutQueries.active(project.slug));
  const at = (room: string) => `/${project.slug}/${room}`;
  const icon = (Icon: typeof List) => <Icon className="stroke-[1.5]" aria-hidden="true" />;
  return (
    <AppShell
      groups={[
        {
          items: [
            { label: "Prompts", href: at("prompts"), icon: icon(List), keys: "g p" },
            {
              label: "Chains",
              href: at("chains"),
              alsoAt: at("document-sets"),
              icon: icon(Workflow),
              keys: "g c",
            },
            { label: "Eval sets", href: at("eval-sets"), icon: icon(FlaskConical), keys: "g e" },
            { label: "Judges", href: at("judges"), icon: icon(Scale), keys: "g j" },
            {
              label: "Runs",
              href: at("runs"),
              alsoAt: at("experiments"),
              icon: icon(Play),
              keys: "g r",
            },
          ],
        },
        {
          label: "Ship",
          items: [
            {
              label: "Reviews",
              href: at("reviews"),
              icon: icon(GitPullRequest),
              keys: "g v",
              ...(reviews && reviews.yours > 0 ? { count: reviews.yours, mine: true } : {}),
            },
            { label: "Releases", href: at("releases"), icon: icon(ArrowUpFromLine), keys: "g l" },
            {
              label: "Rollouts",
              href: at("rollouts"),
              icon: icon(TrendingUp),
              keys: "g o",
              count: rollouts?.data.length ?? 0,
            },
          ],
        },
        {
          label: "Watch",
          items: [
            { label: "Traces", href: at("traces"), icon: icon(ChartNoAxesGantt), keys: "g t" },
            { label: "Metrics", href: at("metrics"), icon: icon(ChartLine), keys: "g m" },
            { label: "The week", href: at("week"), icon: icon(CalendarDays), keys: "g w" },
          ],
        },
      ]}
      footItems={[
        { label: "Connect your app", href: at("connect"), icon: icon(Plug) },
        { label: "Settings", href: at("settings"), icon: icon(Settings), keys: "g s" },
      ]}
      projects={projects.map(({ slug, name }) => ({
        name,
        href: `/${slug}`,
        current: slug === project.slug,
      }))}
      projectMenu={[{ label: "New project…", href: "/projects/new" }]}
      person={{ ...person, profileHref: "/profile", onSignOut: signOut }}
      note={project.isDemo ? "Galley 0.1, demo data" : "Galley 0.1"}
      renderPalette={(props) => (
        <ProjectPalette {...{ project: project.slug, projects, ...props }} />
      )}
      topBarActions={<NotificationBell project={project.slug} />}
    >
      {children}
    </AppShell>
  );
}
