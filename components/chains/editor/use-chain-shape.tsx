"use client";
import { useMemo } from "react";
import type {
  DifferenceProps,
  SavedContent,
  SaveShape,
} from "@/components/prompts/saving/save-version-shape";
import { VersionDiffCompact } from "@/components/prompts/versions/version-diff-compact";
import type { ChainVersion } from "@/lib/chains/contract";
import { useSaveChainVersion } from "@/lib/chains/hooks";
import { chainQueries } from "@/lib/chains/queries";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { mergeChains } from "@/lib/prompts/chain/merge-chains";
import { compareDraft } from "../chain-diff";
import { chainPart } from "./editor-chain";
import { stepIndexOf } from "./use-chain-check";

/** How a version of a chain is checked, compared and saved. */
export function useChainShape(project: string, name: string): SaveShape<ChainContent> {
  const save = useSaveChainVersion(project, name);
  return {
    read: async (client, number) =>
      takeApart(await client.fetchQuery(chainQueries.version(project, name, number))),
    save: async (body) => takeApart(await save.mutateAsync(body)),
    schema: async () => (await import("@/lib/chains/contract")).CreateChainVersion,
    listProblems: ({ steps }) =>
      steps.length > 0 ? [] : [{ path: "steps", message: "Add at least one step." }],
    isSame: (parent, content) => canonicalJson(parent) === canonicalJson(content),
    placeOf: (path, { steps }) => {
      const index = stepIndexOf(path);
      return index === null ? path : `Step ${index + 1}, ${steps[index]?.key ?? ""}`;
    },
    validity: "the steps fit together",
    Difference,
    merge: mergeChains,
  };
}

const takeApart = (version: ChainVersion): SavedContent<ChainContent> => ({
  summary: version,
  content: chainPart(version),
});

function Difference({ parent, content }: DifferenceProps<ChainContent>) {
  const sides = useMemo(() => compareDraft(parent, content), [parent, content]);
  return <VersionDiffCompact {...sides} />;
}
