import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { DraftHandle } from "@/components/prompts/drafts/editor-draft";
import { EditorQuestions } from "@/components/prompts/drafts/editor-questions";
import type { ChainVersion } from "@/lib/chains/contract";
import { useDiscardChainDraft } from "@/lib/chains/hooks";
import { chainQueries } from "@/lib/chains/queries";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { chainPart, type EditorChain } from "./editor-chain";

/** A chain that nobody has written yet. */
export const NO_STEPS: ChainContent = { steps: [] };

interface Props {
  project: string;
  chain: Prompt;
  /** A version that the address asks to begin from, although there is a draft. */
  requestedVersion: ChainVersion | null;
  draft: DraftHandle<ChainContent, EditorChain>;
  isDiscarding: boolean;
  onDiscarding: (isDiscarding: boolean) => void;
}

/** Whether to discard the draft, and whether another version may take its place. */
export function ChainQuestions({ project, chain, draft, isDiscarding, ...props }: Props) {
  const router = useRouter();
  const client = useQueryClient();
  const discard = useDiscardChainDraft(project, chain.name);
  const [requestedVersion, setRequestedVersion] = useState(props.requestedVersion);
  return (
    <EditorQuestions
      {...{ draft, isDiscarding }}
      discard={async () => {
        await discard.mutateAsync();
        const { latestVersion } = chain;
        if (!latestVersion) return { content: NO_STEPS, baseVersion: null };
        const latest = await client.fetchQuery(
          chainQueries.version(project, chain.name, latestVersion),
        );
        return { content: chainPart(latest), baseVersion: latestVersion };
      }}
      onDiscarding={props.onDiscarding}
      requestedVersion={
        requestedVersion && {
          number: requestedVersion.number,
          content: chainPart(requestedVersion),
        }
      }
      onAnswered={() => {
        setRequestedVersion(null);
        router.replace(`/${project}/${promptPath(chain)}/edit`, { scroll: false });
      }}
    />
  );
}
