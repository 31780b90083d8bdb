import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";
import { type CaseGroup, type CasePair, hasAnswers } from "./case-pair";
import type { SideColumns } from "./packed-sides";

/** The cases that two runs share, each at its place: of a hundred thousand only a few pairs differ. */
export interface SharedCases {
  pairs: CasePair[];
  /** The place of the case in either run. */
  places: { candidate: Uint32Array; baseline: Uint32Array };
  /** Cases that both have, and one of them made from other inputs only: no pairs. */
  otherInput: number;
}

/** Finds the shared cases by their ids, in the candidate's order. */
export function pairCases(candidates: SideColumns, baselines: SideColumns): SharedCases {
  const placeOf = new Map(baselines.caseIds.map((caseId, index) => [caseId, index]));
  const most = Math.min(candidates.caseIds.length, baselines.caseIds.length);
  const places = { candidate: new Uint32Array(most), baseline: new Uint32Array(most) };
  const pairs: CasePair[] = [];
  const pairOf = makePairs();
  let otherInput = 0;
  candidates.caseIds.forEach((caseId, index) => {
    const place = placeOf.get(caseId);
    if (place === undefined) return;
    const pair = pairOf(candidates, index, baselines.tallies[place]);
    if (!hasAnswers(pair.candidate) || !hasAnswers(pair.baseline)) {
      otherInput += 1;
      return;
    }
    places.candidate[pairs.length] = index;
    places.baseline[pairs.length] = place;
    pairs.push(pair);
  });
  return { pairs, places, otherInput };
}

/** Cases that are alike share one pair. */
function makePairs() {
  const byGroup = new Map<CaseGroup, Map<CaseTally, Map<CaseTally, CasePair>>>();
  return ({ tallies, groups }: SideColumns, index: number, baseline?: CaseTally): CasePair => {
    const [candidate, group] = [tallies[index], groups[index]];
    if (!candidate || !group || !baseline) throw new Error("every case has a tally and a group");
    const ofGroup = byGroup.get(group) ?? new Map<CaseTally, Map<CaseTally, CasePair>>();
    byGroup.set(group, ofGroup);
    const ofCandidate = ofGroup.get(candidate) ?? new Map<CaseTally, CasePair>();
    ofGroup.set(candidate, ofCandidate);
    const pair = ofCandidate.get(baseline) ?? { candidate, baseline, group };
    ofCandidate.set(baseline, pair);
    return pair;
  };
}
