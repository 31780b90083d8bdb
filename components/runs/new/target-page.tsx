import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Crumb } from "@/components/layout/breadcrumb";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/ui/empty";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { listEvalSets } from "@/lib/eval-sets/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";

interface Props {
  project: string;
  crumbs: readonly Crumb[];
  /** What a viewer cannot do here: “You cannot start runs”. */
  refusal: string;
  /** Prompts alone, or chains as well. */
  kind?: "prompt" | "any";
  children: ReactNode;
}

/** A page of a form that begins with a prompt and an eval set, with both lists in its first paint. */
export async function TargetPage({ project, crumbs, refusal, kind, children }: Props) {
  const actor = await requireActor(project);
  if (!hasRole(actor, "editor")) {
    return (
      <Page crumbs={crumbs}>
        <Empty title={refusal}>Viewers read results. An admin can make you an editor.</Empty>
      </Page>
    );
  }
  const client = new QueryClient();
  const query = kind === "any" ? { kind } : {};
  client.setQueryData(promptQueries.list(project, query).queryKey, await listPrompts(actor, query));
  client.setQueryData(
    evalSetQueries.list(project).queryKey,
    await listEvalSets(actor, { limit: 200, archived: "false" }),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Page crumbs={crumbs}>{children}</Page>
    </HydrationBoundary>
  );
}
