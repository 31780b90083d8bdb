import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import { type VisibleCases, visibleCases } from "@/lib/eval-sets/visible-cases";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { listSegmentsOf, segmentsOf } from "@/lib/runs/execute/run-segments";
import type { SegmentFacts } from "@/lib/segments/match-segment";
import type { SpecCoverage } from "./contract";
import type { Criterion } from "./criterion-contract";
import { newestSpec, specOf } from "./load-spec";

interface CaseGroup extends SegmentFacts {
  evalSet: string;
  split: Split;
  n: number;
}

/** Cases behind each criterion, and cases of the spec's sets without a criterion. */
export async function getSpecCoverage(actor: Actor, name: string): Promise<SpecCoverage> {
  authorize(actor, { scope: "evals:read" });
  const prompt = await loadPrompt(actor, name);
  const { criteria, requirements, failureCases } = specOf(await newestSpec(prompt.id));
  const [groups, segments] = await Promise.all([
    loadGroups(
      actor.projectId,
      prompt.id,
      criteria.map(({ evalSet }) => evalSet),
    ),
    listSegmentsOf(actor.projectId),
  ]);
  const visible = visibleCases(actor);
  const named = groups.map((group) => ({ ...group, segments: segmentsOf(group, segments) }));
  const isIn = (group: (typeof named)[number], { evalSet, split, segment }: Criterion) =>
    group.evalSet === evalSet &&
    group.split === split &&
    (!segment || group.segments.includes(segment));
  const sum = (of: readonly CaseGroup[]) => of.reduce((cases, { n }) => cases + n, 0);
  const places = [...new Set(named.map(({ evalSet, split }) => `${split} ${evalSet}`))].sort();
  return {
    criteria: criteria.map((criterion) => ({
      criterion: criterion.key,
      cases: tellGroup(visible, criterion, sum(named.filter((group) => isIn(group, criterion)))),
    })),
    lines: [...requirements, ...failureCases].map((line) => {
      const serving = criteria.filter(({ serves }) => serves.includes(line));
      const visibleCriteria = serving.filter((each) => !each.segment || visible.shows(each));
      const looked = named.filter((group) => visibleCriteria.some((each) => isIn(group, each)));
      return { line, criteria: serving.length, cases: sum(looked) };
    }),
    sets: places.flatMap((place) => {
      const onSet = named.filter(({ evalSet, split }) => `${split} ${evalSet}` === place);
      const [first] = onSet;
      if (!first) return [];
      const unserved = onSet.filter((group) => !criteria.some((each) => isIn(group, each)));
      const { evalSet, split } = first;
      const looking = criteria.filter((each) => each.evalSet === evalSet && each.split === split);
      // Without a segment a criterion looks at all of them; what segments leave is a group like theirs.
      const isWhole = looking.length === 0 || looking.some(({ segment }) => !segment);
      const isTold = isWhole || visible.shows(first);
      return [
        {
          evalSet,
          split,
          cases: visible.tellCount(split, sum(onSet)),
          unserved: isTold ? visible.tellCount(split, sum(unserved)) : null,
        },
      ];
    }),
  };
}

/** How many cases a criterion would look at; null when that is not reported. */
export async function countCasesOf(
  actor: Actor,
  { evalSet, split, segment }: Criterion,
): Promise<number | null> {
  const [groups, segments] = await Promise.all([
    loadGroups(actor.projectId, null, [evalSet]),
    listSegmentsOf(actor.projectId),
  ]);
  const n = groups
    .filter((group) => group.split === split)
    .filter((group) => !segment || segmentsOf(group, segments).includes(segment))
    .reduce((cases, group) => cases + group.n, 0);
  return tellGroup(visibleCases(actor), { split, segment }, n);
}

/** Segments are free to make, so counts of theirs would add up to single cases. */
function tellGroup(
  visible: VisibleCases,
  { split, segment }: Pick<Criterion, "split" | "segment">,
  n: number,
): number | null {
  return segment && !visible.shows({ split }) ? null : visible.tellCount(split, n);
}

/** Cases of the sets that a spec names, and of those that the prompt was run on. */
const loadGroups = (projectId: string, promptId: string | null, names: readonly string[]) =>
  db.$queryRaw<CaseGroup[]>`
    select s.name as "evalSet", c.split::text as split, c.kind::text as kind, c.attributes, c.language,
      c.input_length as "inputLength", count(*)::int as n
    from eval_set s join eval_case c on c.eval_set_id = s.id and c.until_revision is null
    where s.project_id = ${projectId}::uuid and s.archived_at is null
      and (s.name = any(${[...names]}::text[])
        or s.id in (select r.eval_set_id from run r where r.prompt_id = ${promptId}::uuid))
    group by 1, 2, 3, 4, 5, 6`;
