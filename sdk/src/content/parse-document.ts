import type { Pin } from "../../../lib/deployments/choose-version";
import { isRecord } from "../../../lib/http/body/is-record";
import { GalleyError } from "../galley-error";
import type { ServedVersion, ServingDocument } from "./prompt-content";

/**
 * A serving document from JSON, checked as far as this client relies on it, so that a proxy's error page or a cut
 * file never becomes a prompt. Members that are not known stay.
 */
export function parseDocument(value: unknown): ServingDocument {
  if (!isRecord(value) || !isVersion(value.stable)) throw unusable();
  const pinned = parsePins(value);
  if (value.candidate === undefined || value.candidate === null) {
    return { stable: value.stable, ...pinned };
  }
  const { candidate, percent, salt, rolloutId } = value;
  if (!isVersion(candidate) || typeof percent !== "number" || typeof salt !== "string") {
    throw unusable();
  }
  return {
    stable: value.stable,
    candidate,
    percent,
    salt,
    ...(typeof rolloutId === "string" ? { rolloutId } : {}),
    ...pinned,
  };
}

/** Absent when nobody is pinned. A pin of a kind that this client does not know leaves its units to the rollout. */
function parsePins({ pins, versions }: Record<string, unknown>) {
  return {
    ...(Array.isArray(pins) && pins.length > 0 ? { pins: pins.filter(isPin) } : {}),
    ...(Array.isArray(versions) ? { versions: versions.filter(isVersion) } : {}),
  };
}

/** One version, as `GET …/versions/{number}` answers it. */
export function parseVersion(
  value: unknown,
  place: { prompt: string; environment: string },
): ServedVersion {
  const version = isRecord(value) ? { ...value, ...place, version: value.number } : null;
  if (!isVersion(version)) throw unusable();
  return version;
}

function isVersion(value: unknown): value is ServedVersion {
  return (
    isRecord(value) &&
    typeof value.version === "number" &&
    Array.isArray(value.messages) &&
    value.messages.every(isMessage) &&
    (isRecord(value.model) || value.model === null) &&
    isRecord(value.settings)
  );
}

function isPin(value: unknown): value is Pin {
  return (
    isRecord(value) &&
    Array.isArray(value.units) &&
    (value.arm === "stable" || value.arm === "candidate" || typeof value.version === "number")
  );
}

function isMessage(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return (
    typeof value.placeholder === "string" ||
    (typeof value.role === "string" && typeof value.content === "string")
  );
}

const unusable = () =>
  new GalleyError("bad_response", "Galley answered something that is not a serving document.");
