import type { Metadata } from "next";
import { NewExperimentForm } from "@/components/experiments/new/new-experiment-form";
import { TargetPage } from "@/components/runs/new/target-page";

export const metadata: Metadata = { title: "New experiment" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function NewExperimentPage({ params }: Props) {
  const { project } = await params;
  return (
    <TargetPage
      project={project}
      refusal="You cannot start experiments"
      crumbs={[
        { label: "Runs", href: `/${project}/runs` },
        { label: "Experiments", href: `/${project}/experiments` },
        { label: "New experiment" },
      ]}
    >
      <NewExperimentForm project={project} />
    </TargetPage>
  );
}
