"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { PageHead } from "@/components/ui/page-head";
import { Skeleton } from "@/components/ui/skeleton";
import type { ReleaseDraftQuery } from "@/lib/releases/draft-contract";
import { releaseQueries } from "@/lib/releases/queries";
import { ReleaseEditor } from "./release-editor";
import { ReleaseTitle } from "./release-title";
import { useNoteDraft } from "./use-note-draft";

interface Props {
  project: string;
  person: string;
  target: ReleaseDraftQuery;
  /** Chooses another target. */
  children: ReactNode;
}

/** Reads what the release would say and need, and the note that was begun in this browser. */
export function ReleaseNoteForm({ project, person, target, children }: Props) {
  const { prompt, version } = target;
  const { data: draft, error, refetch } = useQuery(releaseQueries.draft(project, target));
  const note = useNoteDraft(`${project}:${prompt}:${version}`);
  if (draft && note.isRead) {
    return (
      <ReleaseEditor
        {...{ project, person, target, draft }}
        written={note}
        readAgain={() => void refetch()}
      >
        {children}
      </ReleaseEditor>
    );
  }
  return (
    <>
      <PageHead title={<ReleaseTitle target={target} />} />
      {children}
      {error ? (
        <ErrorState
          title="This version cannot be released."
          onRetry={() => refetch()}
          error={error}
        />
      ) : (
        <Skeleton />
      )}
    </>
  );
}
