import {
  clusteringOf,
  designOf,
  effectiveTrials,
  UNIT_GROUPS,
} from "../../../lib/stats/intervals/design-effect.ts";
import { pairedCountsDifference } from "../../../lib/stats/intervals/rate-difference.ts";
import { momentsOf, repeatedRate, unitRate } from "../../../lib/stats/intervals/repeated-rate.ts";
import { wilsonBounds, wilsonInterval } from "../../../lib/stats/intervals/wilson-interval.ts";
import { passAllOf, shareOfAllPassing } from "../../../lib/stats/summaries/repeat-consistency.ts";
import { overfitGap } from "../../../lib/stats/verdicts/overfit-gap.ts";
import { computePairs } from "../../../lib/stats/verdicts/pair-gate.ts";
import { decideSegments } from "../../../lib/stats/verdicts/segment-verdicts.ts";
import { binomial, drawing, eachPair, share } from "./draw.mjs";

const holds = (interval, truth) =>
  interval !== null && interval.low <= truth + 1e-12 && interval.high >= truth - 1e-12;
const tally = (passed, m) => ({ passed, failed: m - passed, errored: 0 });

/** Sections 2, 4.5, 7 and 9: coverage of rates and their differences. */
export function benchRates({ exact, simulated }) {
  for (const n of [10, 50, 200, 500]) {
    exact(`Wilson, ${n} cases, mean over all rates`, [0.95, 0.955], wilsonCoverage(n), 0.002);
  }
  for (const [n, changed] of [
    [50, 0.04],
    [50, 0.5],
    [120, 0.1],
    [120, 0.3],
  ]) {
    const coverage = tangoCoverage(n, changed);
    exact(`Tango, ${n} pairs, ${changed * 100} % differ, no difference`, [0.946, 0.986], coverage);
  }
  for (const [n, m, icc] of [
    [50, 3, 0.3],
    [50, 5, 0.9],
    [120, 3, 0.6],
    [120, 5, 0.3],
  ]) {
    const about = `${n} cases × ${m}, agreement ${icc}`;
    simulated(`Repeats, ${about}`, [0.945, 0.96], 6_000, (rounds) => repeats(rounds, n, m, icc));
    simulated(`Pairs with repeats, ${about}`, [0.942, 0.96], 3_000, (rounds) =>
      repeatedPairs(rounds, n, m, icc),
    );
  }
  for (const segments of [5, 8, 10]) {
    simulated(
      `Some of ${segments} segments "got worse", no difference`,
      [0, 0.025],
      4_000,
      (rounds) => falseSegments(rounds, segments),
    );
  }
  for (const [units, icc, band] of [
    [40, 0.1, [0.936, 0.96]],
    [120, 0.1, [0.936, 0.96]],
    [60, 0.3, [0.916, 0.96]],
  ]) {
    simulated(`Rate of ${units} units × 5 requests, agreement ${icc}`, band, 4_000, (rounds) =>
      unitCoverage(rounds, units, icc),
    );
  }
  for (const [units, icc, band] of [
    [20, 0.3, [0.9, 0.97]],
    [120, 0.1, [0.93, 0.975]],
    [120, 0.3, [0.92, 0.975]],
    [1_000, 0.3, [0.93, 0.975]],
  ]) {
    const about = `${units} units × 5 requests in ${UNIT_GROUPS} groups, agreement ${icc}`;
    simulated(`Chart: ${about}`, band, 3_000, (rounds) => groupCoverage(rounds, units, icc));
  }
  simulated("Chart: 2,000 units × 1 request", [0.945, 0.98], 2_000, (rounds) =>
    groupCoverage(rounds, 2_000, 0, 1),
  );
  simulated("Over-fit gap, 120 + 60 cases, coverage", [0.946, 0.963], 4_000, (rounds) =>
    gaps(rounds, ({ low, high }) => low <= 0 && high >= 0),
  );
  simulated("Over-fit gap, 120 + 60 cases, false warnings", [0.015, 0.025], 4_000, (rounds) =>
    gaps(rounds, ({ isReal }) => isReal),
  );
  simulated("pass^3 of 60 cases × 5", [0.952, 0.967], 10_000, passAll);
}

function wilsonCoverage(n) {
  const intervals = Array.from({ length: n + 1 }, (_, k) => wilsonInterval(k, n));
  const steps = 1_000;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const p = (step + 0.5) / steps;
    binomial(n, p).forEach((chance, k) => {
      if (holds(intervals[k], p)) sum += chance;
    });
  }
  return sum / steps;
}

function tangoCoverage(n, changed) {
  let sum = 0;
  eachPair(n, changed / 2, changed / 2, (gained, lost, chance) => {
    if (holds(pairedCountsDifference({ gained, lost, n }), 0)) sum += chance;
  });
  return sum;
}

function repeats(rounds, n, m, icc) {
  const { caseRate, hits } = drawing(11 * n + m);
  return share(rounds, () => {
    const cases = Array.from({ length: n }, () => ({
      passed: hits(m, caseRate(0.85, icc)),
      answers: m,
    }));
    return holds(repeatedRate(momentsOf(cases)), 0.85);
  });
}

function repeatedPairs(rounds, n, m, icc) {
  const { caseRate, hits } = drawing(13 * n + m);
  return share(rounds, () => {
    const pairs = Array.from({ length: n }, () => {
      const before = caseRate(0.8, icc);
      return {
        baseline: tally(hits(m, before), m),
        candidate: tally(hits(m, before + 0.25 * (1 - before)), m),
      };
    });
    return holds(computePairs(pairs)?.plain ?? null, 0.05);
  });
}

function falseSegments(rounds, segments) {
  const { uniform } = drawing(17 + segments);
  const outcome = (isPass) => tally(Number(isPass), 1);
  return share(rounds, () => {
    const all = Array.from({ length: segments }, () =>
      Array.from({ length: 40 }, () => {
        const isPass = uniform() < 0.85;
        const changes = uniform() < 0.15;
        const swap = changes && uniform() < 0.5;
        return {
          baseline: outcome(changes ? swap : isPass),
          candidate: outcome(changes ? !swap : isPass),
        };
      }),
    );
    return decideSegments(all, 0).some((decision) => decision?.verdict === "fail");
  });
}

function unitCoverage(rounds, units, icc) {
  const { caseRate, hits } = drawing(19 + units);
  return share(rounds, () => {
    const all = Array.from({ length: units }, () => ({
      bad: hits(5, caseRate(0.1, icc)),
      requests: 5,
    }));
    return holds(unitRate(all), 0.1);
  });
}

/** As charts read it: units in groups by their hash, never one by one. */
function groupCoverage(rounds, units, icc, requests = 5) {
  const { caseRate, hits, uniform } = drawing(29 + units);
  return share(rounds, () => {
    const groups = Array.from({ length: UNIT_GROUPS }, () => ({ amount: 0, by: 0, n: 0 }));
    for (let unit = 0; unit < units; unit++) {
      const group = groups[Math.floor(uniform() * UNIT_GROUPS)];
      group.amount += hits(requests, icc === 0 ? 0.1 : caseRate(0.1, icc));
      group.by += requests;
      group.n += requests;
    }
    const n = units * requests;
    const value = groups.reduce((sum, { amount }) => sum + amount, 0) / n;
    const clustering = clusteringOf(groups, value * (1 - value));
    // Of a whole week: many hours, so that their norms bound nothing.
    const design = designOf(clustering, { n, named: 1, norm: n });
    return holds(wilsonBounds(value, effectiveTrials(n, design)), 0.1);
  });
}

function gaps(rounds, isHit) {
  const { uniform } = drawing(23);
  const gain = (n) => {
    let [gained, lost] = [0, 0];
    for (let i = 0; i < n; i++) {
      const at = uniform();
      if (at < 0.1) gained++;
      else if (at < 0.15) lost++;
    }
    return { gained, lost, n };
  };
  return share(rounds, () => {
    const gap = overfitGap(gain(120), gain(60));
    return gap !== null && isHit(gap);
  });
}

function passAll(rounds) {
  const { caseRate, hits } = drawing(29);
  const icc = 0.4;
  // E[p³] of a beta distribution with mean 0.8.
  const total = 1 / icc - 1;
  const truth = [0, 1, 2].reduce((sum, i) => (sum * (0.8 * total + i)) / (total + i), 1);
  if (Math.abs(shareOfAllPassing(4, 5, 3) - 0.4) > 1e-12) return 0;
  return share(rounds, () => {
    const cases = Array.from({ length: 60 }, () => ({
      passed: hits(5, caseRate(0.8, icc)),
      answers: 5,
    }));
    return holds(passAllOf(cases, 3), truth);
  });
}
