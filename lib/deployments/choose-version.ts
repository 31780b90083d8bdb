import { type Arm, assignArm } from "./assign-arm";

/*
 * What a unit gets: what it is pinned to, else the arm that the rollout draws. The server and `galley-sdk` run the same
 * code, so this file imports `assign-arm.ts` only; `choose-version-vectors.json` holds what any other implementation has
 * to answer.
 */

/** Units with what they get: an arm, or a version by its number. */
export type Pin = { units: readonly string[] } & ({ arm: Arm } | { version: number });

export interface Choice {
  target: Arm | number;
  isPinned: boolean;
}

export interface ChoiceRules {
  /** null: nobody is pinned. */
  pins: PinIndex | null;
  /** The candidate's share and the rollout's salt; null: everybody gets the stable version. */
  rollout: { percent: number; salt: string } | null;
}

export type PinIndex = ReadonlyMap<string, Choice>;

const STABLE: Choice = { target: "stable", isPinned: false };
const CANDIDATE: Choice = { target: "candidate", isPinned: false };

export function chooseVersion(
  unit: string | null | undefined,
  { pins, rollout }: ChoiceRules,
): Choice {
  if (!unit) return STABLE;
  const pinned = pins?.get(unit);
  if (pinned) return pinned;
  if (!rollout) return STABLE;
  const { percent, salt } = rollout;
  return assignArm({ unit, salt, percent }) === "candidate" ? CANDIDATE : STABLE;
}

/**
 * For one lookup per question. The first pin of a unit counts; without a candidate, a pin to it means the stable
 * version.
 */
export function indexPins(
  pins: readonly Pin[],
  { hasCandidate }: { hasCandidate: boolean },
): PinIndex | null {
  const index = new Map<string, Choice>();
  for (const pin of pins) {
    const arm = "arm" in pin ? pin.arm : pin.version;
    const target = arm === "candidate" && !hasCandidate ? "stable" : arm;
    const choice: Choice = { target, isPinned: true };
    for (const unit of pin.units) if (!index.has(unit)) index.set(unit, choice);
  }
  return index.size === 0 ? null : index;
}

/** The version that a choice means; undefined when it is not there. */
export function findVersion<V extends { version: number }>(
  document: { stable: V; candidate?: V | undefined; versions?: readonly V[] | undefined },
  target: Choice["target"],
): V | undefined {
  const { stable, candidate, versions = [] } = document;
  if (target === "stable") return stable;
  if (target === "candidate") return candidate;
  return [stable, candidate, ...versions].find((one) => one?.version === target);
}
