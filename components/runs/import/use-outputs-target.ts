"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { suggestTarget } from "@/components/runs/new/suggest-target";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { promptQueries } from "@/lib/prompts/queries";

const inAddress = {
  prompt: parseAsString,
  version: parseAsInteger,
  evalSet: parseAsString,
  split: parseAsString,
};

/** Which version made the outputs, and whose cases they are of; in the address. */
export function useOutputsTarget(project: string) {
  const [address, setAddress] = useQueryStates(inAddress);
  const prompts = useQuery(promptQueries.list(project));
  const sets = useQuery(evalSetQueries.list(project));
  // Outputs belong to a saved version: nobody can look up later what a draft was.
  const saved = (prompts.data?.data ?? []).flatMap((one) =>
    one.latestVersion ? [{ ...one, draft: null }] : [],
  );
  const evalSets = sets.data?.data ?? [];
  const target = suggestTarget(address, saved, evalSets);
  const name = target.prompt?.name ?? "";
  const evalSet = target.evalSet ?? "";
  const versions = useQuery({ ...promptQueries.versions(project, name), enabled: name !== "" });
  const set = useQuery({
    ...evalSetQueries.detail(project, evalSet),
    enabled: evalSet !== "",
  }).data;
  const isHoldout = address.split === "holdout" && set?.canSeeHoldout === true;
  return {
    prompts: saved,
    hasNoPrompts: prompts.data !== undefined && saved.length === 0,
    evalSets,
    hasNoSets: sets.data !== undefined && evalSets.length === 0,
    prompt: target.prompt,
    version: address.version ?? target.prompt?.latestVersion ?? null,
    versions: versions.data?.data ?? [],
    evalSet,
    set,
    split: isHoldout ? ("holdout" as const) : ("development" as const),
    setAddress,
  };
}

export type OutputsTarget = ReturnType<typeof useOutputsTarget>;
