import type { Metadata } from "next";
import { ImportOutputsForm } from "@/components/runs/import/import-outputs-form";
import { TargetPage } from "@/components/runs/new/target-page";

export const metadata: Metadata = { title: "Import outputs" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ImportOutputsPage({ params }: Props) {
  const { project } = await params;
  return (
    <TargetPage
      project={project}
      refusal="You cannot import outputs"
      crumbs={[{ label: "Runs", href: `/${project}/runs` }, { label: "Import outputs" }]}
    >
      <ImportOutputsForm project={project} />
    </TargetPage>
  );
}
