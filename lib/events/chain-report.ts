import { formatDated } from "@/lib/format-time";
import { describeFlaw, describeRewrite } from "./describe-flaw";
import type { ChainScan } from "./scan-chain";
import { type ChainHead, isSealed } from "./seal";

/** What is known of a project's chain beside its events. `checkpoints` carry a seal that fits. */
export interface ChainEvidence {
  project: string;
  head: ChainHead | null;
  checkpoints: readonly ChainHead[];
}

export interface ChainProblem {
  seq: number;
  sentence: string;
}

export interface ChainReport {
  /** How many events are stored. */
  count: number;
  /** In plain words, by place. */
  problems: ChainProblem[];
  /** Events up to here were written before there was a key: they are chained, and not sealed. */
  unsealedUntil: Date | null;
}

/** Every head that Galley has signed, in the database and outside of it, oldest first. */
export function signedHeads({ head, checkpoints }: ChainEvidence): ChainHead[] {
  const heads = head && isSealed(head) ? [head] : [];
  return [...checkpoints, ...heads].sort((a, b) => a.count - b.count);
}

export function reportChain(scan: ChainScan, evidence: ChainEvidence): ChainReport {
  const { count, unsealedUntil } = scan;
  const problems = [
    ...wrongKey(scan, evidence),
    ...flaws(scan, evidence),
    ...rewriteBySignatures(scan, evidence),
    ...missingEnd(scan, evidence),
    ...headProblems(scan, evidence),
  ];
  return { count, problems: problems.sort((a, b) => a.seq - b.seq), unsealedUntil };
}

function wrongKey({ seals }: ChainScan, evidence: ChainEvidence): ChainProblem[] {
  if (seals.bad === 0 || seals.good > 0 || signedHeads(evidence).length > 0) return [];
  return [
    {
      seq: 0,
      sentence: `No seal of ${evidence.project} fits GALLEY_AUDIT_KEY: Galley wrote with another key, or somebody rewrote all of it.`,
    },
  ];
}

function flaws({ flaws, lastSeq }: ChainScan, { project }: ChainEvidence): ChainProblem[] {
  return flaws.map((flaw) => ({
    seq: flaw.from,
    sentence: describeFlaw(project, flaw, { isLast: flaw.to === lastSeq }),
  }));
}

/** Events with good seals, and yet not those that were there: an older copy that somebody wrote on. */
function rewriteBySignatures(scan: ChainScan, evidence: ChainEvidence): ChainProblem[] {
  let after: Date | null = null;
  for (const { count, hash, at } of signedHeads(evidence)) {
    const stored = scan.hashes.get(count);
    if (typeof stored === "string" && stored !== hash) {
      if (scan.flaws.some(({ from }) => from <= count)) return [];
      const rewrite = describeRewrite(evidence.project, after).replace(/\.$/, "");
      const sentence = `${rewrite}: what Galley signed on ${formatDated(at)} has another event ${count}.`;
      return [{ seq: count, sentence }];
    }
    if (stored === hash) after = at;
  }
  return [];
}

function missingEnd({ lastSeq, count }: ChainScan, evidence: ChainEvidence): ChainProblem[] {
  const { project } = evidence;
  const newest = signedHeads(evidence).at(-1)?.count ?? 0;
  // Every project begins with the event of its creation.
  if (count === 0) {
    const sentence = `All ${newest > 0 ? `${newest} ` : ""}events of project ${project} are missing.`;
    return [{ seq: 1, sentence }];
  }
  if (newest <= lastSeq) return [];
  const flaw = { kind: "missing" as const, from: lastSeq + 1, to: newest, after: null };
  return [{ seq: flaw.from, sentence: describeFlaw(project, flaw, { isLast: true }) }];
}

function headProblems(
  { lastSeq, seals, count }: ChainScan,
  evidence: ChainEvidence,
): ChainProblem[] {
  const { head, checkpoints, project } = evidence;
  const problem = (sentence: string) => [{ seq: lastSeq, sentence }];
  if (!head) {
    const wasThere = seals.good + seals.bad + checkpoints.length > 0;
    return wasThere ? problem(`The head of ${project}'s chain is missing: it was deleted.`) : [];
  }
  if (!isSealed(head)) {
    return problem(`The head of ${project}'s chain was changed by somebody without the key.`);
  }
  if (count === 0 || head.count >= lastSeq) return [];
  return problem(
    `The head of ${project}'s chain ends at event ${head.count}, and there are events up to ${lastSeq}: an older head was put back, or events were added without Galley.`,
  );
}
