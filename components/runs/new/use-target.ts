"use client";
import { useQuery } from "@tanstack/react-query";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { suggestTarget } from "./suggest-target";

interface Choice {
  /** Prompts alone, or chains as well. */
  kind?: "prompt" | "any";
  canChoose: (prompt: Prompt) => boolean;
}

/**
 * The prompt and the eval set that a form begins with, of those that do, and what can be chosen. `address`: what was
 * asked for.
 */
export function useTarget(
  project: string,
  address: { prompt: string | null; evalSet: string | null },
  { kind = "prompt", canChoose }: Choice,
) {
  const lists = {
    prompts: useQuery(promptQueries.list(project, kind === "prompt" ? {} : { kind })).data?.data,
    sets: useQuery(evalSetQueries.list(project)).data?.data,
  };
  const prompts = (lists.prompts ?? []).filter(canChoose);
  const evalSets = lists.sets ?? [];
  const { prompt, evalSet = "" } = suggestTarget(address, prompts, evalSets);
  const name = prompt?.name ?? "";
  const versions = useQuery({ ...promptQueries.versions(project, name), enabled: name !== "" });
  const set = useQuery({ ...evalSetQueries.detail(project, evalSet), enabled: evalSet !== "" });
  return {
    ...{ prompts, evalSets, prompt, name, evalSet },
    hasNoPrompts: lists.prompts !== undefined && prompts.length === 0,
    hasNoSets: lists.sets !== undefined && evalSets.length === 0,
    versions: versions.data?.data ?? [],
    set: set.data,
  };
}
