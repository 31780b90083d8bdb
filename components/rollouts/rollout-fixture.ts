import type { GuardrailFigures, Rollout, RolloutHistory } from "@/lib/rollouts/contract";

const person = { id: "u1", name: "Priya Nair" };

export const ESCALATION: GuardrailFigures = {
  metric: "escalation_rate",
  comparator: "<=",
  threshold: 0.08,
  relativeTo: "absolute",
  action: "roll_back",
  verdict: "pass",
  stable: { value: 0.061, low: 0.055, high: 0.068, n: 10_334 },
  candidate: { value: 0.052, low: 0.041, high: 0.065, n: 2_580 },
  n: 2_580,
  evidence: 0.2,
  evidenceThreshold: 60,
  unknown: { stable: 0.07, candidate: 0.08 },
  limitMs: null,
  bar: 0.08,
  dismissed: null,
};

export const LATENCY: GuardrailFigures = {
  ...ESCALATION,
  metric: "latency_p95_ms",
  threshold: 0.2,
  relativeTo: "control",
  action: "pause",
  verdict: "inconclusive",
  stable: { value: 0.05, low: 0.045, high: 0.056, n: 10_334 },
  candidate: { value: 0.048, low: 0.036, high: 0.063, n: 2_580 },
  unknown: { stable: 0, candidate: 0 },
  limitMs: 1_240,
  bar: null,
};

export const COST: GuardrailFigures = {
  ...LATENCY,
  metric: "cost_per_success_usd",
  threshold: 0.15,
  action: "hold",
  verdict: "not_measured",
  stable: null,
  candidate: null,
  n: 0,
  evidence: null,
  limitMs: null,
};

const stage = { minSamples: 1_000, requiresApproval: false, minMinutes: 1_440 };

/** A rollout at its second stage, for tests. */
export const ROLLOUT: Rollout = {
  id: "0198",
  number: 3,
  prompt: "support/triage",
  environment: "production",
  release: { id: "r5", number: 5 },
  health: "collecting",
  stable: 5,
  candidate: 6,
  state: "running",
  stage: 2,
  stages: 3,
  percent: 50,
  isGuarded: true,
  startedAt: "2026-11-23T08:30:00.000Z",
  startedBy: person,
  endedAt: null,
  sentence: "v6 is at 50 %. It goes on to 100 % by itself.",
  plan: {
    stages: [
      { ...stage, percent: 10 },
      { ...stage, percent: 50 },
    ],
    guardrails: [ESCALATION, LATENCY, COST].map(
      ({ metric, comparator, threshold, relativeTo, action }) => ({
        ...{ metric, comparator, threshold, relativeTo, action },
      }),
    ),
    maturationMinutes: 60,
    onInconclusive: "advance",
    onNoTraffic: { minutes: 1_440, action: "hold" },
    onSplitTrouble: "hold",
  },
  stageStates: [
    {
      ...stage,
      percent: 10,
      state: "done",
      startedAt: "2026-11-23T08:30:00.000Z",
      endedAt: "2026-11-24T08:32:00.000Z",
      requests: { stable: 8_722, candidate: 968 },
    },
    {
      ...stage,
      percent: 50,
      state: "now",
      startedAt: "2026-11-24T08:32:00.000Z",
      endedAt: null,
      requests: { stable: 1_612, candidate: 1_612 },
    },
    {
      ...stage,
      percent: 100,
      state: "next",
      startedAt: null,
      endedAt: null,
      requests: { stable: 0, candidate: 0 },
    },
  ],
  stageStartedAt: "2026-11-24T08:32:00.000Z",
  next: { percent: 100, notBefore: "2026-11-25T08:32:00.000Z" },
  checks: [
    { code: "time", isMet: false, text: "18 h 14 min to go" },
    { code: "samples", isMet: true, text: "1,612 of 1,000 requests" },
  ],
  guardrails: [ESCALATION, LATENCY, COST],
  segments: [],
  split: {
    percent: 50,
    units: { stable: 402, candidate: 398 },
    evidence: 0.4,
    isOff: false,
    bothArms: 2,
    allUnits: 1_800,
    withoutUnit: 12,
    pinned: 30,
    otherVersion: 0,
  },
  events: [
    {
      id: "e2",
      at: "2026-11-24T08:32:00.000Z",
      type: "advanced",
      by: "Galley",
      isAutomatic: true,
      sentence: "Galley went on from 10 % to 50 %.",
      reason: null,
      checks: [{ code: "time", isMet: true, text: "24 h 2 min of 24 h" }],
      guardrails: [ESCALATION],
      hasBasis: true,
    },
    {
      id: "e1",
      at: "2026-11-23T08:30:00.000Z",
      type: "started",
      by: "Priya Nair",
      isAutomatic: false,
      sentence: "Priya Nair released v6 at 10 %.",
      reason: null,
      checks: [],
      guardrails: null,
      hasBasis: false,
    },
  ],
  releaseRole: "editor",
  countedAt: "2026-11-24T14:18:00.000Z",
};

export const HISTORY: RolloutHistory = {
  points: [
    {
      at: "2026-11-23T10:00:00.000Z",
      percent: 10,
      guardrails: [
        {
          stable: { value: 0.06, low: 0.03, high: 0.1, n: 300 },
          candidate: { value: 0.07, low: 0.01, high: null, n: 30 },
          evidence: 1.2,
        },
        { stable: null, candidate: null, evidence: null },
        { stable: null, candidate: null, evidence: null },
      ],
    },
    {
      at: "2026-11-24T14:00:00.000Z",
      percent: 50,
      guardrails: [
        { stable: ESCALATION.stable, candidate: ESCALATION.candidate, evidence: 0.2 },
        { stable: LATENCY.stable, candidate: LATENCY.candidate, evidence: 0.8 },
        { stable: null, candidate: null, evidence: null },
      ],
    },
  ],
};
