import { redirect } from "next/navigation";
import { requireActor } from "@/lib/auth/page-actor";
import { weekOf } from "@/lib/trace-reviews/iso-week";

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<{ open?: string }>;
}

/** The present week; links to it last longer than a week. */
export default async function WeekPage({ params, searchParams }: Props) {
  const { project } = await params;
  await requireActor(project);
  const { open } = await searchParams;
  const query = open ? `?open=${encodeURIComponent(open)}` : "";
  redirect(`/${project}/week/${weekOf(new Date()).week}${query}`);
}
