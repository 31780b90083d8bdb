import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CalibrationView } from "@/components/judges/calibration-view";
import { Page } from "@/components/layout/page";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { isAppError } from "@/lib/http/app-error";
import { getCalibration } from "@/lib/judges/calibrate/reads";
import { judgeQueries } from "@/lib/judges/queries";
import { getJudge } from "@/lib/judges/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function JudgePage({ params }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const judge = await getJudge(actor, name).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  const client = new QueryClient();
  client.setQueryData(judgeQueries.detail(project, name).queryKey, judge);
  client.setQueryData(
    judgeQueries.calibration(project, name).queryKey,
    await getCalibration(actor, name),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Page
        crumbs={[
          { label: "Judges", href: `/${project}/judges` },
          { label: <span className="font-mono">{name}</span> },
        ]}
      >
        <CalibrationView project={project} name={name} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </HydrationBoundary>
  );
}
