import type { ReactNode } from "react";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { getPrompt } from "@/lib/prompts/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
  children: ReactNode;
}

/** Outside of what stands there while the page is on its way: after that a missing prompt could be no 404. */
export default async function EditLayout({ params, children }: Props) {
  const { project, name } = await params;
  await orNotFound(getPrompt(await requireActor(project), decodeURIComponent(name)));
  return children;
}
