import "server-only";
import {
  type Choice,
  chooseVersion,
  findVersion,
  indexPins,
  type PinIndex,
} from "@/lib/deployments/choose-version";
import { etagOf } from "@/lib/http/etag";
import type { Served, ServedVersion, ServingDocument } from "./serving-contract";

/** An answer that is written once and sent many times. */
export interface Answer {
  text: string;
  /** The text as it goes over the wire. */
  bytes: Buffer;
  etag: string;
  /** With the body, and where the client has it already; the same objects for every question. */
  headers: Readonly<Record<200 | 304, Readonly<Record<string, string>>>>;
}

/**
 * A copy may be used at once while it is looked at again, and for a day while Galley cannot be reached: what is
 * live must not stop an application.
 */
const CACHE_CONTROL = "private, max-age=0, stale-while-revalidate=2, stale-if-error=86400";

export interface ServingAnswers {
  /** All that an SDK needs to choose a version itself. */
  document: Answer;
  stable: Answer;
  /** The other arm of a rollout, for its share of the units. */
  candidate: Answer | null;
  rollout: { percent: number; salt: string } | null;
  /** null: nobody is pinned. */
  pins: PinIndex | null;
  /** For pinned units: one answer for each target, whatever the number of units. */
  pinned: ReadonlyMap<Choice["target"], Answer>;
}

export function writeAnswers(document: ServingDocument): ServingAnswers {
  const { stable, candidate, percent = 0, salt = "", rolloutId } = document;
  const pins = indexPins(document.pins ?? [], { hasCandidate: candidate !== undefined });
  const write = (version: ServedVersion, { target, isPinned }: Choice): Answer =>
    answerOf({
      ...version,
      assignment: {
        arm: typeof target === "number" ? null : target,
        ...(rolloutId ? { rolloutId } : {}),
        ...(isPinned ? { isPinned } : {}),
      },
    } satisfies Served);
  const pinned = new Map<Choice["target"], Answer>();
  for (const choice of new Set(pins?.values())) {
    if (pinned.has(choice.target)) continue;
    const version = findVersion(document, choice.target);
    if (version) pinned.set(choice.target, write(version, choice));
  }
  return {
    document: answerOf(document),
    stable: write(stable, { target: "stable", isPinned: false }),
    candidate: candidate ? write(candidate, { target: "candidate", isPinned: false }) : null,
    rollout: candidate ? { percent, salt } : null,
    ...{ pins, pinned },
  };
}

/** The version for a unit, or for nobody in particular. */
export function findServed(answers: ServingAnswers, unit: string | null): Answer {
  const { target, isPinned } = chooseVersion(unit, answers);
  const other = isPinned ? answers.pinned.get(target) : undefined;
  return other ?? (target === "candidate" ? answers.candidate : null) ?? answers.stable;
}

function answerOf(body: object): Answer {
  const text = JSON.stringify(body);
  const etag = etagOf(text);
  const always = { etag, "cache-control": CACHE_CONTROL };
  const headers = { 200: { ...always, "content-type": "application/json" }, 304: always };
  return { text, bytes: Buffer.from(text), etag, headers };
}
