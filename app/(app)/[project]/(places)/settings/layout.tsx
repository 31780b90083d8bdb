import { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { SettingsNav } from "@/components/settings/settings-nav";
import { Link } from "@/components/ui/controls/link";
import { PageHead } from "@/components/ui/page-head";
import { linkClass } from "@/components/ui/text/link-class";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import {
  apiKeyQueries,
  environmentQueries,
  memberQueries,
  SETTINGS_LIMIT,
} from "@/lib/projects/queries";
import { getProject, listApiKeys, listEnvironments, listMembers } from "@/lib/projects/reads";
import { connectionQueries } from "@/lib/providers/queries";
import { listConnections } from "@/lib/providers/reads";

interface Props {
  params: Promise<{ project: string }>;
  children: ReactNode;
}

export default async function SettingsLayout({ params, children }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const page = { limit: SETTINGS_LIMIT };
  const isAdmin = hasRole(actor, "admin");
  const [{ name }, members, keys, environments, connections] = await Promise.all([
    getProject(actor),
    listMembers(actor, page),
    isAdmin ? listApiKeys(actor, page) : undefined,
    listEnvironments(actor),
    listConnections(actor),
  ]);
  const client = new QueryClient();
  client.setQueryData(memberQueries.list(project).queryKey, members);
  if (keys) client.setQueryData(apiKeyQueries.list(project).queryKey, keys);
  client.setQueryData(environmentQueries.list(project).queryKey, environments);
  client.setQueryData(connectionQueries.list(project).queryKey, connections);
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Settings" }]}>
        <PageHead
          title="Settings"
          sub={
            <>
              {name}. Every change here is an event in the{" "}
              {isAdmin ? (
                <Link className={linkClass} href={`/${project}/settings/audit`}>
                  audit log
                </Link>
              ) : (
                "audit log"
              )}
              .
            </>
          }
        />
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[148px_minmax(0,1fr)]">
          <SettingsNav project={project} isAdmin={isAdmin} />
          <div className="min-w-0">{children}</div>
        </div>
      </Page>
    </PageQueries>
  );
}
