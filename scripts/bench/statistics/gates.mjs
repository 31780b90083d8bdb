import { mostWhenNone } from "../../../lib/stats/intervals/exact-bounds.ts";
import { pairedCountsDifference } from "../../../lib/stats/intervals/rate-difference.ts";
import { skewedMean } from "../../../lib/stats/intervals/skewed-mean.ts";
import { rateAlertState } from "../../../lib/stats/verdicts/alert-state.ts";
import {
  casesToDecidePairs,
  casesToDecideRate,
} from "../../../lib/stats/verdicts/cases-to-decide.ts";
import { intervalVerdict } from "../../../lib/stats/verdicts/interval-verdict.ts";
import { decideMean } from "../../../lib/stats/verdicts/mean-gate.ts";
import { decideRate, failsTo, passesFrom } from "../../../lib/stats/verdicts/rate-gate.ts";
import { binomial, drawing, eachPair, share } from "./draw.mjs";

const BAR = { bar: 0.9, tolerance: 0.03 };
const between = (chances, from, to) => chances.slice(from, to + 1).reduce((sum, p) => sum + p, 0);
const passing = (n, bar, p) => {
  const from = passesFrom(n, bar);
  return from === null ? 0 : between(binomial(n, p), from, n);
};
const failing = (n, bar, p) => {
  const to = failsTo(n, bar);
  return to === null ? 0 : between(binomial(n, p), 0, to);
};

/** Sections 3, 8 and 9: how often gates and alerts are wrong, and how often they decide. */
export function benchGates({ exact, simulated }) {
  let [falsePass, falseFail] = [0, 0];
  for (const bar of [0.5, 0.7, 0.8, 0.9, 0.95, 0.98]) {
    const rule = { bar, tolerance: Math.min(0.03, (1 - bar) / 2) };
    for (let n = 30; n <= 400; n += 10) {
      falsePass = Math.max(falsePass, passing(n, rule, bar - rule.tolerance));
      falseFail = Math.max(falseFail, failing(n, rule, bar));
    }
  }
  exact("Bars 50 to 98 %, 30 to 400 cases, worst false pass", [0, 0.05], falsePass);
  exact("Bars 50 to 98 %, 30 to 400 cases, worst false fail", [0, 0.05], falseFail);
  for (const [n, pass90, fail87] of [
    [30, 0.042, 0.086],
    [50, 0.112, 0.107],
    [120, 0.229, 0.212],
    [200, 0.285, 0.367],
  ]) {
    exact(`Bar 90 %, ${n} cases, pass at 90 %`, [pass90, pass90], passing(n, BAR, 0.9), 0.0006);
    exact(`Bar 90 %, ${n} cases, fail at 87 %`, [fail87, fail87], failing(n, BAR, 0.87), 0.0006);
  }
  exact("Bar 90 %, 120 cases, pass at 93.9 %", [0.79, 0.81], passing(120, BAR, 0.939));
  exact("6 of 120 errors that would all fail, true 87 %: pass", [0, 0.02], withErrors());
  for (const [m, icc] of [
    [3, 0.1],
    [3, 0.9],
    [5, 0.5],
  ]) {
    const about = `Bar 90 %, 120 cases × ${m}, agreement ${icc}`;
    simulated(`${about}, false pass`, [0, 0.05], 3_000, (rounds) =>
      gates(rounds, { m, icc, truth: 0.87, verdict: "pass" }),
    );
    simulated(`${about}, false fail`, [0, 0.05], 3_000, (rounds) =>
      gates(rounds, { m, icc, truth: 0.9, verdict: "fail" }),
    );
  }
  for (const [n, margin, changed] of [
    [120, 0.05, 0.1],
    [120, 0.03, 0.2],
    [200, 0.05, 0.2],
  ]) {
    const about = `${n} pairs, margin ${margin * 100}, ${changed * 100} % differ`;
    exact(`${about}, false pass`, [0.026, 0.058], pairGate(n, margin, changed, -margin).pass);
    exact(
      `${about}, fail on the margin`,
      [0.044, 0.079],
      pairGate(n, margin, changed, -margin).fail,
    );
  }
  for (const [changed, power] of [
    [0.05, 0.68],
    [0.1, 0.49],
    [0.15, 0.39],
  ]) {
    const { pass } = pairGate(120, 0.05, changed, 0);
    exact(
      `120 pairs, margin 5, ${changed * 100} % differ, pass without a difference`,
      [power, power],
      pass,
      0.006,
    );
  }
  const powers = powersAtCases();
  const mean = powers.reduce((sum, power) => sum + power, 0) / powers.length;
  exact("Cases to decide, least power at that number", [0.74, 0.9], Math.min(...powers));
  exact("Cases to decide, greatest power", [0.74, 0.9], Math.max(...powers));
  exact("Cases to decide, mean power", [0.77, 0.85], mean);
  simulated("Some pass by run 20 at a true 87 %, runs pooled", [0.07, 0.15], 1_000, (rounds) =>
    rerun(rounds, 20),
  );
  for (const [n, band] of [
    [20, [0.03, 0.075]],
    [50, [0.025, 0.053]],
    [120, [0.025, 0.053]],
  ]) {
    simulated(`Mean at the bar and its tolerance, ${n} cases, false pass`, band, 6_000, (rounds) =>
      meanGate(rounds, n),
    );
  }
  const { breaches, delay } = alerts();
  exact("Alert at 8 %, true 5 %, false breaches a day", [0.1, 0.4], breaches);
  exact("Alert at 8 %, jump to 18 %, hours until half are seen", [0.5, 1.5], delay);
  let clean = 0;
  for (const n of [10, 59, 120, 300]) clean = Math.max(clean, (1 - mostWhenNone(n)) ** n);
  exact("Nothing failed: chance of that at the bound", [0.0499, 0.0501], clean);
}

function withErrors() {
  const chances = binomial(114, (0.87 * 120) / 114);
  let sum = 0;
  chances.forEach((chance, k) => {
    const cases = [
      ...Array.from({ length: 114 }, (_, i) => ({
        passed: Number(i < k),
        failed: Number(i >= k),
        errored: 0,
      })),
      ...Array.from({ length: 6 }, () => ({ passed: 0, failed: 0, errored: 1 })),
    ];
    if (chance > 1e-9 && decideRate(cases, BAR)?.verdict === "pass") sum += chance;
  });
  return sum;
}

function gates(rounds, { m, icc, truth, verdict }) {
  const { caseRate, hits } = drawing(31 + m + 100 * icc);
  return share(rounds, () => {
    const cases = Array.from({ length: 120 }, () => {
      const passed = hits(m, caseRate(truth, icc));
      return { passed, failed: m - passed, errored: 0 };
    });
    return decideRate(cases, BAR)?.verdict === verdict;
  });
}

function pairGate(n, margin, changed, d) {
  const chance = { pass: 0, fail: 0, inconclusive: 0 };
  eachPair(n, (changed + d) / 2, (changed - d) / 2, (gained, lost, p) => {
    const bounds = pairedCountsDifference({ gained, lost, n }, 0.9);
    chance[intervalVerdict({ value: (gained - lost) / n, ...bounds }, -margin)] += p;
  });
  return chance;
}

function powersAtCases() {
  const rates = [
    [0.93, BAR],
    [0.84, BAR],
    [0.85, { bar: 0.8, tolerance: 0.05 }],
    [0.97, { bar: 0.95, tolerance: 0.02 }],
  ].map(([p, bar]) => {
    const { cases, verdict } = casesToDecideRate(p, bar);
    return verdict === "pass" ? passing(cases, bar, p) : failing(cases, bar, p);
  });
  const pairs = [
    [0.1, 0, 0.05],
    [0.15, 0.05, 0.03],
    [0.15, -0.1, 0.03],
  ].map(([changed, difference, margin]) => {
    const { cases, verdict } = casesToDecidePairs({ difference, changed }, margin);
    return pairGate(cases, margin, changed, difference)[verdict];
  });
  return [...rates, ...pairs];
}

/** Somebody runs the same version again until it passes; every run counts. */
function rerun(rounds, runs) {
  const { caseRate, uniform } = drawing(37);
  return share(rounds, () => {
    const rates = Array.from({ length: 120 }, () => caseRate(0.87, 0.3));
    const cases = rates.map(() => ({ passed: 0, failed: 0, errored: 0 }));
    for (let run = 0; run < runs; run++) {
      cases.forEach((each, index) => {
        each[uniform() < rates[index] ? "passed" : "failed"]++;
      });
      if (decideRate(cases, BAR)?.verdict === "pass") return true;
    }
    return false;
  });
}

function meanGate(rounds, n) {
  const { logNormal } = drawing(41 + n);
  const sigma = 0.6;
  const mean = Math.exp(sigma ** 2 / 2);
  const bar = mean / 1.05;
  return share(rounds, () => {
    const amounts = Array.from({ length: n }, () => logNormal(sigma));
    return decideMean(skewedMean(amounts), bar, 0.05) === "pass";
  });
}

/** 30 requests an hour and a look a minute, over the hour under way and the one before. */
function alerts() {
  const { uniform } = drawing(43);
  const days = 400;
  let breaches = 0;
  const delays = [];
  for (let day = 0; day < days; day++) {
    let isBreached = false;
    let jump = null;
    let [before, now] = [counts(), counts()];
    for (let minute = 0; minute < 48 * 60; minute++) {
      if (minute % 60 === 0) [before, now] = [now, counts()];
      const truth = minute < 24 * 60 ? 0.05 : 0.18;
      if (uniform() < 0.5) {
        now.n++;
        if (uniform() < truth) now.bad++;
      }
      const state = rateAlertState(before.bad + now.bad, before.n + now.n, 0.08);
      const isNew = state === "breach" && !isBreached;
      if (state === "breach") isBreached = true;
      if (state === "recovered") isBreached = false;
      if (minute < 24 * 60 && isNew) breaches++;
      if (minute >= 24 * 60 && isBreached) jump ??= (minute - 24 * 60) / 60;
    }
    delays.push(jump ?? 24);
  }
  return { breaches: breaches / days, delay: delays.sort((a, b) => a - b)[days / 2] };
}

const counts = () => ({ bad: 0, n: 0 });
