import { carriedOverRate, correctedRate } from "../../../lib/stats/intervals/corrected-rate.ts";
import { kappaInterval } from "../../../lib/stats/intervals/kappa-interval.ts";
import { youdenInterval } from "../../../lib/stats/intervals/youden-interval.ts";
import { hasDrifted } from "../../../lib/stats/sequential/judge-drift.ts";
import { decideCorrectedRate } from "../../../lib/stats/verdicts/corrected-gate.ts";
import { drawing, share } from "./draw.mjs";

const PASS_RATE = 0.9;
const JUDGE = { tpr: 0.95, tnr: 0.8 };
const JUDGED = 500;

/** Section 6: coverage of what is said of judges, and false and true alarms of drift. */
export function benchJudges({ simulated }) {
  for (const [labels, corrected, carried] of [
    [50, 0.971, 0.997],
    [100, 0.964, 0.981],
    [200, 0.96, 0.965],
  ]) {
    const about = `${JUDGED} judged, ${labels} labels`;
    simulated(`Corrected pass rate, ${about}`, [0.95, corrected], 4_000, (rounds) =>
      coverage(rounds, labels, correct),
    );
    simulated(
      `Carried over to a version without labels, ${about}`,
      [0.945, carried],
      4_000,
      (rounds) => coverage(rounds, labels, carryOver),
    );
  }
  for (const labels of [0, 100]) {
    const about = `Gate of a judge, bar 80 %, 200 cases, ${labels === 0 ? "carried over" : `${labels} labels`}`;
    simulated(`${about}, false pass`, [0, 0.05], 3_000, (rounds) =>
      gates(rounds, { labels, truth: 0.77, verdict: "pass" }),
    );
    simulated(`${about}, false fail`, [0, 0.05], 3_000, (rounds) =>
      gates(rounds, { labels, truth: 0.8, verdict: "fail" }),
    );
  }
  for (const passRate of [0.5, 0.7, 0.85]) {
    const about = `100 labels, ${passRate * 100} % human passes`;
    simulated(`κ, ${about}`, [0.937, 0.958], 4_000, (rounds) => kappaCoverage(rounds, passRate));
    simulated(`J, ${about}`, [0.946, 0.962], 4_000, (rounds) => youdenCoverage(rounds, passRate));
  }
  for (const [rate, band] of [
    [0.08, [0, 0]],
    [0.15, [0, 0.036]],
  ]) {
    const about = `${rate * 100} % disagree, 8 of 100 at calibration, 500 labels`;
    simulated(`Drift: alarms, ${about}`, band, 1_000, (rounds) => alarms(rounds, rate, 500));
  }
  simulated("Drift: 28 % disagree, seen within 46 labels", [0.45, 0.55], 2_000, (rounds) =>
    alarms(rounds, 0.28, 46),
  );
  simulated("Drift: 28 % disagree, seen within 168 labels", [0.94, 0.96], 2_000, (rounds) =>
    alarms(rounds, 0.28, 168),
  );
}

function judging(seed, passRate) {
  const { uniform } = drawing(seed);
  return () => {
    const isPass = uniform() < passRate;
    const isJudgedPass = uniform() < (isPass ? JUDGE.tpr : 1 - JUDGE.tnr);
    return { isPass, isJudgedPass };
  };
}

const count = (answers, isHit) => answers.filter(isHit).length;

const countsOf = (answers) => ({
  truePasses: count(answers, (a) => a.isPass && a.isJudgedPass),
  passes: count(answers, (a) => a.isPass),
  trueFails: count(answers, (a) => !a.isPass && !a.isJudgedPass),
  fails: count(answers, (a) => !a.isPass),
});

const judgedOf = (answers) => ({
  passed: count(answers, (a) => a.isJudgedPass),
  n: answers.length,
});

const strataOf = (labelled) => ({
  passesOfPasses: count(labelled, (a) => a.isPass && a.isJudgedPass),
  judgedPasses: count(labelled, (a) => a.isJudgedPass),
  passesOfFails: count(labelled, (a) => a.isPass && !a.isJudgedPass),
  judgedFails: count(labelled, (a) => !a.isJudgedPass),
});

/** The first answers are the labelled ones: a random sample. */
const correct = (answers, labels) =>
  correctedRate(judgedOf(answers), strataOf(answers.slice(0, labels)));

/** A calibration on other answers, and a run of which the first answers are labelled. */
function gates(rounds, { labels, truth, verdict }) {
  const draw = judging(59 + labels, truth);
  const bar = { bar: 0.8, tolerance: 0.03 };
  return share(rounds, () => {
    const [calibration, answers] = [120, 200].map((n) => Array.from({ length: n }, draw));
    const tallies = answers.map(({ isJudgedPass }) => ({
      passed: Number(isJudgedPass),
      failed: Number(!isJudgedPass),
      errored: 0,
    }));
    const errors = { strata: strataOf(answers.slice(0, labels)), counts: countsOf(calibration) };
    return decideCorrectedRate(tallies, bar, { errors, isMore: true })?.verdict === verdict;
  });
}

function carryOver(answers, labels) {
  const calibration = answers.slice(0, labels);
  return carriedOverRate(judgedOf(answers.slice(labels)), countsOf(calibration));
}

function coverage(rounds, labels, estimate) {
  const draw = judging(41 + labels, PASS_RATE);
  const n = estimate === carryOver ? JUDGED + labels : JUDGED;
  return share(rounds, () => {
    const answers = Array.from({ length: n }, draw);
    const rate = estimate(answers, labels);
    // No answer is as good as a wrong one.
    return rate !== null && rate.low <= PASS_RATE && rate.high >= PASS_RATE;
  });
}

function kappaCoverage(rounds, passRate) {
  const draw = judging(43, passRate);
  const agreed = passRate * JUDGE.tpr + (1 - passRate) * JUDGE.tnr;
  const judgedPass = passRate * JUDGE.tpr + (1 - passRate) * (1 - JUDGE.tnr);
  const chance = passRate * judgedPass + (1 - passRate) * (1 - judgedPass);
  const truth = (agreed - chance) / (1 - chance);
  return share(rounds, () => {
    const { truePasses, passes, trueFails, fails } = countsOf(Array.from({ length: 100 }, draw));
    const kappa = kappaInterval([
      [truePasses, passes - truePasses],
      [fails - trueFails, trueFails],
    ]);
    return kappa !== null && kappa.low <= truth && kappa.high >= truth;
  });
}

function youdenCoverage(rounds, passRate) {
  const draw = judging(47, passRate);
  const truth = JUDGE.tpr + JUDGE.tnr - 1;
  return share(rounds, () => {
    const youden = youdenInterval(countsOf(Array.from({ length: 100 }, draw)));
    return youden !== null && youden.low <= truth && youden.high >= truth;
  });
}

function alarms(rounds, rate, labels) {
  const { uniform } = drawing(53);
  return share(rounds, () =>
    hasDrifted(
      { disagreed: 8, n: 100 },
      Array.from({ length: labels }, () => uniform() < rate),
    ),
  );
}
