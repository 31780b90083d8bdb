import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CategoriesView } from "@/components/failure-categories/categories-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { listCategories } from "@/lib/failure-categories/reads";

export const metadata: Metadata = { title: "Failure categories" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function FailureCategoriesPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(categoryQueries.list(project).queryKey, await listCategories(actor));
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Failure categories" }]}>
        <CategoriesView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
