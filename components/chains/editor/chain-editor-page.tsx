"use client";
import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { EditorClosed } from "@/components/prompts/drafts/editor-closed";
import { useDraftStart } from "@/components/prompts/drafts/use-draft-start";
import type { EditorPlace } from "@/components/prompts/editor/editor-page";
import { crumbsOf } from "@/components/prompts/prompt-frame";
import { chainQueries } from "@/lib/chains/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { chainDraft, completeDraft } from "./chain-draft";
import { ChainEditorSkeleton } from "./chain-editor-skeleton";
import { ChainEditorView } from "./chain-editor-view";
import { chainPart } from "./editor-chain";

export function ChainEditorPage(props: EditorPlace) {
  const { project, name, mayWrite } = props;
  const crumbs = crumbsOf(project, { name, kind: "chain" }, mayWrite ? "Draft" : "Editor");
  return (
    <Page crumbs={crumbs} flush>
      <ChainBeginning {...props} />
    </Page>
  );
}

function ChainBeginning({ project, name, mayWrite, person, from, missing }: EditorPlace) {
  const prompt = useQuery(promptQueries.detail(project, name));
  const draft = useQuery({
    ...chainQueries.draft(project, name),
    enabled: mayWrite,
    select: completeDraft,
  });
  const number = from ?? prompt.data?.latestVersion ?? null;
  const version = useQuery({
    ...chainQueries.version(project, name, number ?? 0),
    enabled: number !== null,
  });
  const { start, isReady, failed } = useDraftStart({
    ...{ shape: chainDraft, project, name, mayWrite, prompt, draft, version, number },
    content: version.data && chainPart(version.data),
    starter: () => ({ steps: [] }),
  });
  if (!prompt.data || !start) {
    return (
      <EditorClosed
        {...{ name, failed }}
        isEmpty={isReady && !mayWrite}
        skeleton={<ChainEditorSkeleton name={name} />}
      />
    );
  }
  return (
    <ChainEditorView
      {...{ project, person, start, missing }}
      chain={prompt.data}
      readOnly={!mayWrite}
      requestedVersion={(from !== null && start.hadDraft && version.data) || null}
    />
  );
}
