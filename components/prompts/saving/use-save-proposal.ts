"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DraftHandle } from "@/components/prompts/drafts/editor-draft";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import type { SaveShape } from "./save-version-shape";

interface ProposalOptions<Content, Editor> {
  project: string;
  prompt: Prompt;
  shape: SaveShape<Content>;
  draft: DraftHandle<Content, Editor>;
}

/** What is going to be saved, and what it is told against. */
interface Proposal<Content> {
  content: Content;
  parent: number | null;
}

/** What was decided about a newer version than the draft comes from. */
interface Decision<Content> {
  against: number;
  proposal: Proposal<Content>;
}

/** The draft as it stands, against the versions that are there now. */
export function useSaveProposal<Content, Editor>(options: ProposalOptions<Content, Editor>) {
  const { project, shape, draft } = options;
  const { name } = options.prompt;
  const client = useQueryClient();
  const [mine] = useState(() => draft.current());
  const [decision, setDecision] = useState<Decision<Content> | null>(null);
  // Read anew: somebody may have saved since the page was opened. The key stands apart, so that saving
  // here does not look like somebody else's.
  const state = useQuery({
    queryKey: ["before-saving", project, name],
    gcTime: 0,
    queryFn: async () => {
      const prompt = await client.fetchQuery({
        ...promptQueries.detail(project, name),
        staleTime: 0,
      });
      const read = (number: number | null) => (number === null ? null : shape.read(client, number));
      const [base, latest] = await Promise.all([
        read(draft.baseVersion),
        read(prompt.latestVersion),
      ]);
      return { prompt, base, latest };
    },
  });
  const latestNumber = state.data?.latest?.summary.number ?? null;
  const isBehind = latestNumber !== null && latestNumber > (draft.baseVersion ?? 0);
  const isDecided = decision !== null && decision.against === latestNumber;
  const proposal: Proposal<Content> =
    isDecided && decision ? decision.proposal : { content: mine, parent: draft.baseVersion };
  return {
    ...{ state, mine, latestNumber, isDecided, proposal },
    isUndecided: isBehind && !isDecided,
    decide: (content: Content, parent: number | null) =>
      setDecision({ against: latestNumber ?? 0, proposal: { content, parent } }),
    /** Somebody was faster while the message was written: that is decided first, with the message kept. */
    async isOvertaken(): Promise<boolean> {
      const { data } = await state.refetch();
      return (data?.latest?.summary.number ?? null) !== latestNumber;
    },
  };
}
