import type { Metadata } from "next";
import { LabelView } from "@/components/judges/label-view";
import { type JudgePageParams, judgeNameOf, pageJudge } from "@/components/judges/page-judge";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { getLabelQueue } from "@/lib/judges/labels/reads";
import { judgeQueries } from "@/lib/judges/queries";

export async function generateMetadata(props: JudgePageParams): Promise<Metadata> {
  return { title: `Labels of ${await judgeNameOf(props)}` };
}

export default async function JudgeLabelsPage(props: JudgePageParams) {
  const { actor, client, project, name } = await pageJudge(props);
  client.setQueryData(judgeQueries.queue(project, name).queryKey, await getLabelQueue(actor, name));
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Judges", href: `/${project}/judges` },
          {
            label: <span className="font-mono">{name}</span>,
            href: `/${project}/judges/${encodeURIComponent(name)}`,
          },
          { label: "Labels" },
        ]}
      >
        <LabelView project={project} name={name} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
