"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsBoolean, parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { suggestTarget } from "./suggest-target";

const inAddress = {
  prompt: parseAsString,
  version: parseAsInteger,
  draft: parseAsBoolean,
  evalSet: parseAsString,
  baseline: parseAsInteger,
  split: parseAsString,
  repeats: parseAsInteger,
};

/** What is to be run on what, as the address says, and what there is to choose from. */
export function useRunTarget(project: string) {
  const [address, setAddress] = useQueryStates(inAddress);
  const { data: prompts } = useQuery(promptQueries.list(project));
  const { data: evalSets } = useQuery(evalSetQueries.list(project));
  const runnable = prompts?.data.filter((one) => one.latestVersion || one.draft);
  const target = suggestTarget(address, runnable ?? [], evalSets?.data ?? []);
  const chosen = target.prompt;
  const prompt = chosen?.name ?? "";
  const evalSet = target.evalSet ?? "";
  const version =
    address.draft && chosen?.draft
      ? "draft"
      : String(address.version ?? chosen?.latestVersion ?? (chosen?.draft ? "draft" : ""));
  const { data: versions } = useQuery({
    ...promptQueries.versions(project, prompt),
    enabled: prompt !== "",
  });
  const { data: draft } = useQuery({
    ...promptQueries.draft(project, prompt),
    enabled: version === "draft" && prompt !== "",
  });
  const { data: saved } = useQuery({
    ...promptQueries.version(project, prompt, Number(version)),
    enabled: /^\d+$/.test(version) && prompt !== "",
  });
  const { data: set } = useQuery({
    ...evalSetQueries.detail(project, evalSet),
    enabled: evalSet !== "",
  });
  return {
    ...{ address, setAddress, chosen, prompt, evalSet, version, draft, set },
    /** Undefined while they load. */
    prompts: runnable,
    evalSets: evalSets?.data,
    versions: versions?.data ?? [],
    content: version === "draft" ? draft?.content : saved,
  };
}
