"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsBoolean, parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { chainQueries } from "@/lib/chains/queries";
import { promptQueries } from "@/lib/prompts/queries";
import type { StartRunInput } from "@/lib/runs/start-contract";
import { useTarget } from "./use-target";

const inAddress = {
  /** A prompt's name, or a chain's. */
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
  const target = useTarget(project, address, {
    kind: "any",
    canChoose: (one) => Boolean(one.latestVersion || one.draft),
  });
  const { prompt: chosen, name } = target;
  const version =
    address.draft && chosen?.draft
      ? "draft"
      : String(address.version ?? chosen?.latestVersion ?? (chosen?.draft ? "draft" : ""));
  const isChain = chosen?.kind === "chain";
  const isDraft = version === "draft" && name !== "";
  const draft = useQuery({ ...promptQueries.draft(project, name), enabled: isDraft && !isChain });
  const chainDraft = useQuery({
    ...chainQueries.draft(project, name),
    enabled: isDraft && isChain,
  });
  const saved = useQuery({
    ...promptQueries.version(project, name, Number(version)),
    enabled: /^\d+$/.test(version) && name !== "" && !isChain,
  });
  const body = isChain ? { chain: name } : { prompt: name };
  return {
    ...target,
    ...{ address, setAddress, version, isChain },
    /** Of a prompt; a chain's steps have their own. */
    content: version === "draft" ? draft.data?.content : saved.data,
    isReady: name !== "" && (!isDraft || Boolean(draft.data ?? chainDraft.data)),
    /** What a run's body says of it. */
    body: {
      ...body,
      ...(isDraft ? contentOf(draft.data?.content, chainDraft.data?.content) : {}),
      ...(/^\d+$/.test(version) ? { version: Number(version) } : {}),
    },
  };
}

/** What a chain's draft lacks is the server's to say. */
const contentOf = (content: StartRunInput["content"], chainContent: unknown) => ({
  ...(content ? { content } : {}),
  ...(chainContent ? { chainContent: chainContent as StartRunInput["chainContent"] } : {}),
});
