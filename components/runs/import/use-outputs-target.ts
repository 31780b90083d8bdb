"use client";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useTarget } from "@/components/runs/new/use-target";

const inAddress = {
  prompt: parseAsString,
  version: parseAsInteger,
  evalSet: parseAsString,
  split: parseAsString,
};

/** Which version made the outputs, and whose cases they are of; in the address. */
export function useOutputsTarget(project: string) {
  const [address, setAddress] = useQueryStates(inAddress);
  // Outputs belong to a saved version: nobody can look up later what a draft was.
  const target = useTarget(project, address, {
    canChoose: ({ latestVersion }) => Boolean(latestVersion),
  });
  const { prompts, prompt, set } = target;
  const isHoldout = address.split === "holdout" && set?.canSeeHoldout === true;
  return {
    ...target,
    prompts: prompts.map((one) => ({ ...one, draft: null })),
    prompt: prompt && { ...prompt, draft: null },
    version: address.version ?? prompt?.latestVersion ?? null,
    split: isHoldout ? ("holdout" as const) : ("development" as const),
    setAddress,
  };
}

export type OutputsTarget = ReturnType<typeof useOutputsTarget>;
