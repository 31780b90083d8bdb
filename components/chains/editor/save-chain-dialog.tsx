"use client";
import { useMemo } from "react";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { SaveVersionDialog } from "@/components/prompts/saving/save-version-dialog";
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
import type { Prompt } from "@/lib/prompts/contract";
import { compareDraft } from "../chain-diff";
import type { ChainDraftHandle } from "./chain-draft";
import { chainPart } from "./editor-chain";
import { stepIndexOf } from "./use-chain-check";

interface Props {
  project: string;
  prompt: Prompt;
  draft: ChainDraftHandle;
  onClose: () => void;
  onSaved: (saved: SavedVersion) => void;
}

export default function SaveChainDialog(props: Props) {
  const { project, prompt } = props;
  const save = useSaveChainVersion(project, prompt.name);
  const shape: SaveShape<ChainContent> = {
    read: async (client, number) =>
      takeApart(await client.fetchQuery(chainQueries.version(project, prompt.name, number))),
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
  };
  return <SaveVersionDialog {...props} shape={shape} />;
}

const takeApart = (version: ChainVersion): SavedContent<ChainContent> => ({
  summary: version,
  content: chainPart(version),
});

function Difference({ parent, content }: DifferenceProps<ChainContent>) {
  const sides = useMemo(() => compareDraft(parent, content), [parent, content]);
  return <VersionDiffCompact {...sides} />;
}
