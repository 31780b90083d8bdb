import { redirect } from "next/navigation";

interface Props {
  params: Promise<{ project: string }>;
}

export default async function SettingsPage({ params }: Props) {
  const { project } = await params;
  redirect(`/${project}/settings/members`);
}
