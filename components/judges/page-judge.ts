import { QueryClient } from "@tanstack/react-query";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { judgeQueries } from "@/lib/judges/queries";
import { getJudge } from "@/lib/judges/reads";

export interface JudgePageParams {
  params: Promise<{ project: string; name: string }>;
}

export const judgeNameOf = async ({ params }: JudgePageParams): Promise<string> =>
  decodeURIComponent((await params).name);

/** For pages: the judge that an address names, read for the first paint of each of its rooms. */
export async function pageJudge(props: JudgePageParams) {
  const { project } = await props.params;
  const name = await judgeNameOf(props);
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(
    judgeQueries.detail(project, name).queryKey,
    await orNotFound(getJudge(actor, name)),
  );
  return { actor, client, project, name };
}
