import { PageQueries } from "@/components/layout/page-queries";
import { openPage } from "@/components/prompts/open-page";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { VersionTimeline } from "@/components/prompts/versions/version-timeline";
import { promptQueries } from "@/lib/prompts/queries";
import { listVersions } from "@/lib/prompts/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Versions of ${decodeURIComponent((await params).name)}` };
}

export default async function VersionsPage({ params }: Props) {
  const { project, name, mayWrite, client, actor } = await openPage(params);
  client.setQueryData(
    promptQueries.versions(project, name).queryKey,
    await listVersions(actor, name),
  );
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={name} tab="versions" mayWrite={mayWrite}>
        <VersionTimeline project={project} name={name} mayWrite={mayWrite} />
      </PromptFrame>
    </PageQueries>
  );
}
