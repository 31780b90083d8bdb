"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Page } from "@/components/layout/page";
import { crumbsOf } from "@/components/prompts/prompt-frame";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Draft } from "@/lib/prompts/draft-contract";
import { promptQueries } from "@/lib/prompts/queries";
import { starterContent } from "./editor-content";
import { type DraftStart, leavingSave, startOf } from "./editor-draft";
import { EditorSkeleton } from "./editor-skeleton";
import { EditorView } from "./editor-view";

interface Props {
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

export function EditorPage(props: Props) {
  const { project, name, mayWrite } = props;
  const base = `/${project}/prompts/${encodeURIComponent(name)}`;
  return (
    <Page crumbs={crumbsOf(project, name, base, mayWrite ? "Draft" : "Editor")} flush>
      <EditorBeginning {...props} />
    </Page>
  );
}

/** Finds out where writing begins: the person's draft, the version asked for, the latest, or nothing yet. */
function EditorBeginning({ project, name, mayWrite, person, from, missing }: Props) {
  const client = useQueryClient();
  const [isBehind, setBehind] = useState(() => leavingSave(project, name) !== undefined);
  useEffect(() => {
    if (!isBehind) return;
    const catchUp = async () => {
      await leavingSave(project, name);
      await client.fetchQuery({ ...promptQueries.draft(project, name), staleTime: 0 });
      setBehind(false);
    };
    void catchUp().catch(() => setBehind(false));
  }, [isBehind, client, project, name]);

  const prompt = useQuery(promptQueries.detail(project, name));
  const draft = useQuery({ ...promptQueries.draft(project, name), enabled: mayWrite });
  const number = from ?? prompt.data?.latestVersion ?? null;
  const version = useQuery({
    ...promptQueries.version(project, name, number ?? 0),
    enabled: number !== null,
  });

  // Found once: what is typed later must not begin again because something was read again.
  const [start, setStart] = useState<(DraftStart & { hadDraft: boolean }) | null>(null);
  const isReady =
    !isBehind &&
    prompt.data !== undefined &&
    (!mayWrite || draft.data !== undefined) &&
    (number === null || version.data !== undefined);
  if (!start && isReady && prompt.data) {
    const draftAtStart = beginning(mayWrite ? draft.data : null);
    if (draftAtStart) setStart(draftAtStart);
  }
  function beginning(draft: Draft | null | undefined) {
    if (draft) return { ...startOf(draft), hadDraft: true };
    const none = { revision: 0, savedAt: null, hadDraft: false };
    if (version.data && number !== null) {
      return { ...none, content: bareContent(version.data), baseVersion: number };
    }
    if (!mayWrite || !prompt.data) return null;
    return { ...none, content: starterContent(prompt.data.kind), baseVersion: null };
  }

  const failed = [prompt, draft, version].find(({ error }) => error);
  if (failed && !start) {
    return (
      <ErrorState title="The editor could not be opened." onRetry={() => void failed.refetch()}>
        {failed.error?.message}
      </ErrorState>
    );
  }
  if (prompt.data && start) {
    const requested = from !== null && start.hadDraft && version.data ? version.data : null;
    return (
      <EditorView
        project={project}
        prompt={prompt.data}
        person={person}
        start={start}
        readOnly={!mayWrite}
        requestedVersion={requested}
        missing={missing}
      />
    );
  }
  if (isReady && !mayWrite) {
    return (
      <Empty title="No version yet" className="m-6">
        Nothing has been saved of {name}. An editor writes its first version.
      </Empty>
    );
  }
  return <EditorSkeleton name={name} />;
}
