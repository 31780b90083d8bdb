import { QueryClient } from "@tanstack/react-query";
import { PageQueries } from "@/components/layout/page-queries";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { SpecView } from "@/components/specs/spec-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { specQueries } from "@/lib/specs/queries";
import { getSpec, getSpecCoverage, listGates, listGateTrends } from "@/lib/specs/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<{ version?: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Spec of ${decodeURIComponent((await params).name)}` };
}

export default async function SpecPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const prompt = await pagePrompt(actor, name);
  const number = Number((await searchParams).version);
  const latest = prompt.latestVersion;
  const version = latest && number >= 1 && number <= latest ? Math.floor(number) : latest;
  const [spec, gates, trends, coverage, environments] = await Promise.all([
    getSpec(actor, name),
    listGates(actor, name, { version: version ?? undefined }),
    listGateTrends(actor, name),
    getSpecCoverage(actor, name),
    listEnvironments(actor),
  ]);
  const client = new QueryClient();
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  client.setQueryData(specQueries.detail(project, name).queryKey, spec);
  client.setQueryData(specQueries.gates(project, name, version ?? null).queryKey, gates);
  client.setQueryData(specQueries.trends(project, name).queryKey, trends);
  client.setQueryData(specQueries.coverage(project, name).queryKey, coverage);
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={name} tab="spec" mayWrite={mayWrite}>
        <SpecView
          project={project}
          name={name}
          mayWrite={mayWrite}
          environments={environments.data.map((environment) => environment.name)}
        />
      </PromptFrame>
    </PageQueries>
  );
}
