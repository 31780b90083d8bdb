import type { Arm } from "@/lib/deployments/assign-arm";
import type { GuardrailSetup } from "@/lib/rollouts/plan/guardrail-setup";
import type { SegmentSetup } from "@/lib/rollouts/plan/set-up-segments";
import { createGuardrail, type GuardrailState } from "@/lib/stats/sequential/guardrail-state";

type PerArm = Record<Arm, number>;

/** Requests that counted, and those of them whose value never became known. */
export type Unknowns = Record<Arm, { requests: number; unknown: number }>;

/** What has been counted for one test. */
export interface TestCounts {
  state: GuardrailState;
  unknown: Unknowns;
}

/** All that has been counted of a rollout's observations, as JSON; its size does not grow with them. */
export interface RolloutFigures {
  /** When each stage began, in ms. */
  stageStarts: number[];
  /** When figures were kept for the charts last, in ms. */
  snapshotAt?: number;
  /** The last observation that has been counted. */
  seq: number;
  /** Units have entered up to this moment, in ms. */
  until: number;
  guardrails: TestCounts[];
  /** Of the segments that are shown without a bar; rollouts from before they were have none. */
  segments?: TestCounts[];
  /** By percentage: units that were new at it, and requests. */
  byPercent: { percent: number; units: PerArm; requests: PerArm }[];
  /** When the last request of each arm happened, in ms. */
  lastAt: Record<Arm, number | null>;
  units: number;
  /** Of these, units that reported an arm which they were not assigned to. */
  mixedUnits: number;
  withoutUnit: number;
  pinned: number;
  otherVersion: number;
}

/** All tests of a rollout: those that act, and those that are shown. */
export interface Setups {
  setups: readonly GuardrailSetup[];
  segmentSetups: readonly SegmentSetup[];
}

/** Each test with what has been counted for it. */
export const listTests = ({ setups, segmentSetups }: Setups, figures: RolloutFigures) =>
  [
    ...setups.map((setup, index) => ({ setup, counts: figures.guardrails[index] })),
    ...segmentSetups.map(({ setup }, index) => ({ setup, counts: figures.segments?.[index] })),
  ].flatMap(({ setup, counts }) => (counts ? [{ setup, counts }] : []));

const none = (): PerArm => ({ stable: 0, candidate: 0 });

const createCounts = ({ test }: GuardrailSetup): TestCounts => ({
  state: createGuardrail(test),
  unknown: {
    stable: { requests: 0, unknown: 0 },
    candidate: { requests: 0, unknown: 0 },
  },
});

export const createFigures = (
  { setups, segmentSetups }: Setups,
  startedAt: number,
): RolloutFigures => ({
  stageStarts: [startedAt],
  seq: 0,
  until: startedAt,
  guardrails: setups.map(createCounts),
  segments: segmentSetups.map(({ setup }) => createCounts(setup)),
  byPercent: [],
  lastAt: { stable: null, candidate: null },
  ...{ units: 0, mixedUnits: 0, withoutUnit: 0, pinned: 0, otherVersion: 0 },
});

/** When the stage that a rollout is in began, in ms. */
export const stageStartOf = ({ stage, figures }: { stage: number; figures: RolloutFigures }) =>
  figures.stageStarts[stage] ?? 0;

/** What was counted at a percentage; of one that nothing is known of, zeros that nobody keeps. */
export const figuresAt = (figures: RolloutFigures, percent: number) =>
  figures.byPercent.find((one) => one.percent === percent) ?? {
    percent,
    units: none(),
    requests: none(),
  };

/** The same, to be added to. */
export function addedAt(figures: RolloutFigures, percent: number) {
  const there = figures.byPercent.find((one) => one.percent === percent);
  if (there) return there;
  const added = figuresAt(figures, percent);
  figures.byPercent.push(added);
  return added;
}
