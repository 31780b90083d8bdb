import type { Metadata } from "next";
import { NewRunForm } from "@/components/runs/new/new-run-form";
import { TargetPage } from "@/components/runs/new/target-page";

export const metadata: Metadata = { title: "New run" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function NewRunPage({ params }: Props) {
  const { project } = await params;
  return (
    <TargetPage
      project={project}
      kind="any"
      refusal="You cannot start runs"
      crumbs={[{ label: "Runs", href: `/${project}/runs` }, { label: "New run" }]}
    >
      <NewRunForm project={project} />
    </TargetPage>
  );
}
