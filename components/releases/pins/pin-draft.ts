import type { CreatePin, Pin } from "@/lib/releases/pins/pin-contract";

/** As it is typed: `arm` is also "version", and then `version` says which. */
export interface PinDraft {
  prompt: string;
  arm: "stable" | "candidate" | "version";
  version: string;
  units: string;
  reason: string;
}

export const EMPTY_DRAFT: PinDraft = {
  ...{ prompt: "", arm: "candidate", version: "", units: "", reason: "" },
};

/** One unit per line. */
export const unitsOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export function toCreatePin({ prompt, arm, version, units, reason }: PinDraft): CreatePin {
  return {
    ...(prompt ? { prompt } : {}),
    units: unitsOf(units),
    ...(arm === "version" ? { version: Number(version) } : { arm }),
    reason: reason.trim(),
  };
}

/** `candidate`, `stable`, `v3` */
export const targetOf = ({ arm, version }: Pick<Pin, "arm" | "version">): string =>
  version === null ? (arm ?? "stable") : `v${version}`;
