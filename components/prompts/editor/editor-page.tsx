"use client";
import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { EditorClosed } from "@/components/prompts/drafts/editor-closed";
import { useDraftStart } from "@/components/prompts/drafts/use-draft-start";
import { crumbsOf } from "@/components/prompts/prompt-frame";
import { bareContent } from "@/lib/prompts/bare-content";
import { promptQueries } from "@/lib/prompts/queries";
import { starterContent } from "./editor-content";
import { EditorSkeleton } from "./editor-skeleton";
import { EditorView } from "./editor-view";
import { promptDraft } from "./prompt-draft";

export interface EditorPlace {
  project: string;
  name: string;
  mayWrite: boolean;
  /** The id of whoever writes: unsaved words in the browser are theirs alone. */
  person: string;
  /** `?from=3`: the version to begin from. */
  from: number | null;
  /** What the address asks to begin from and does not exist. */
  missing: string | null;
}

export function EditorPage(props: EditorPlace) {
  const { project, name, mayWrite } = props;
  return (
    <Page crumbs={crumbsOf(project, { name, kind: "chat" }, mayWrite ? "Draft" : "Editor")} flush>
      <EditorBeginning {...props} />
    </Page>
  );
}

function EditorBeginning({ project, name, mayWrite, person, from, missing }: EditorPlace) {
  const prompt = useQuery(promptQueries.detail(project, name));
  const draft = useQuery({ ...promptQueries.draft(project, name), enabled: mayWrite });
  const number = from ?? prompt.data?.latestVersion ?? null;
  const version = useQuery({
    ...promptQueries.version(project, name, number ?? 0),
    enabled: number !== null,
  });
  const { start, isReady, failed } = useDraftStart({
    ...{ shape: promptDraft, project, name, mayWrite, prompt, draft, version, number },
    content: version.data && bareContent(version.data),
    starter: ({ kind }) => starterContent(kind),
  });
  if (!prompt.data || !start) {
    return (
      <EditorClosed
        {...{ name, failed }}
        isEmpty={isReady && !mayWrite}
        skeleton={<EditorSkeleton name={name} />}
      />
    );
  }
  return (
    <EditorView
      project={project}
      prompt={prompt.data}
      person={person}
      start={start}
      readOnly={!mayWrite}
      requestedVersion={(from !== null && start.hadDraft && version.data) || null}
      missing={missing}
    />
  );
}
