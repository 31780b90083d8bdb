import type { Metadata } from "next";
import { CalibrationView } from "@/components/judges/calibration-view";
import { type JudgePageParams, judgeNameOf, pageJudge } from "@/components/judges/page-judge";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { getCalibration } from "@/lib/judges/calibrate/reads";
import { judgeQueries } from "@/lib/judges/queries";

export async function generateMetadata(props: JudgePageParams): Promise<Metadata> {
  return { title: await judgeNameOf(props) };
}

export default async function JudgePage(props: JudgePageParams) {
  const { actor, client, project, name } = await pageJudge(props);
  client.setQueryData(
    judgeQueries.calibration(project, name).queryKey,
    await getCalibration(actor, name),
  );
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Judges", href: `/${project}/judges` },
          { label: <span className="font-mono">{name}</span> },
        ]}
      >
        <CalibrationView project={project} name={name} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
