import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { canonicalJson } from "@/lib/http/body/canonical-json";

/** What each of these judges asks and is held to, as one text; a judge that is none has no stamp. */
export type JudgeStamps = Readonly<Record<string, string>>;

export async function loadJudgeStamps(
  projectId: string,
  names: readonly string[],
  from: Tx | typeof db = db,
): Promise<JudgeStamps> {
  if (names.length === 0) return {};
  const rows = await from.judge.findMany({
    where: { projectId, name: { in: [...names] } },
    select: { name: true, definitionHash: true, bar: true },
  });
  return Object.fromEntries(
    rows.map(({ name, definitionHash, bar }) => [name, `${definitionHash} ${canonicalJson(bar)}`]),
  );
}
