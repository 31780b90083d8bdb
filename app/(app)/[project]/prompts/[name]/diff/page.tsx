import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { redirect } from "next/navigation";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { PromptDiffView } from "@/components/prompts/versions/diff-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";
import { getDiff, getVersion, listVersions } from "@/lib/prompts/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
}

export async function generateMetadata({ params, searchParams }: Props) {
  const { from, to } = await searchParams;
  return { title: `v${from} → v${to} of ${decodeURIComponent((await params).name)}` };
}

export default async function DiffPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const query = await searchParams;
  const name = decodeURIComponent(encoded);
  const [from, to] = [Number(query.from), Number(query.to)];
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from > 0 && to > 0)) {
    redirect(`/${project}/prompts/${encoded}/versions`);
  }
  const actor = await requireActor(project);
  const client = new QueryClient();
  const prompt = await pagePrompt(actor, name);
  const [versions, left, right, diff] = await orNotFound(
    Promise.all([
      listVersions(actor, name),
      getVersion(actor, name, from),
      getVersion(actor, name, to),
      getDiff(actor, name, { from, to }),
    ]),
  );
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  client.setQueryData(promptQueries.versions(project, name).queryKey, versions);
  client.setQueryData(promptQueries.version(project, name, from).queryKey, left);
  client.setQueryData(promptQueries.version(project, name, to).queryKey, right);
  client.setQueryData(promptQueries.diff(project, name, from, to).queryKey, diff);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PromptFrame
        project={project}
        name={name}
        tab="versions"
        mayWrite={hasRole(actor, "editor")}
        crumb={`v${from} → v${to}`}
        pageVersion={to}
      >
        <PromptDiffView project={project} name={name} from={from} to={to} />
      </PromptFrame>
    </HydrationBoundary>
  );
}
