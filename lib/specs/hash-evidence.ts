import "server-only";
import { createHash } from "node:crypto";
import { db, type Tx } from "@/lib/db/client";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { SpecDefinitions } from "@/lib/specs/evidence/load-definitions";

/**
 * The same while criteria, scorers, segments and the cases that they look at are. Adding a case changes it as
 * little as the order of scorers does; editing or removing one changes it, and so does a label of the version's
 * outputs that corrects a judge.
 */
export async function hashEvidence(
  { criteria, scorers, segments, evalSets, labels = [] }: SpecDefinitions,
  contentHash: string,
  from: Tx | typeof db = db,
): Promise<string> {
  const ordered = scorers.toSorted((one, two) => (one.hash < two.hash ? -1 : 1));
  const looked = new Set(criteria.map(({ evalSet, split }) => `${evalSet} ${split}`));
  const changed = await from.evalCase.groupBy({
    by: ["evalSetId", "split"],
    where: { evalSetId: { in: evalSets.map(({ id }) => id) }, untilRevision: { not: null } },
    _max: { untilRevision: true },
  });
  const cases = changed
    .map(({ evalSetId, split, _max }) => {
      const { name } = evalSets.find(({ id }) => id === evalSetId) ?? {};
      return { place: `${name} ${split}`, changedIn: _max.untilRevision };
    })
    .filter(({ place }) => looked.has(place))
    .sort((one, two) => (one.place < two.place ? -1 : 1));
  return createHash("sha256")
    .update(
      canonicalJson({
        ...{ criteria, scorers: ordered, segments, cases },
        labels: labels.filter((each) => each.contentHash === contentHash),
      }),
    )
    .digest("hex");
}
