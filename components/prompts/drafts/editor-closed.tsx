"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";

interface Props {
  name: string;
  failed: UseQueryResult<unknown> | null;
  /** Everything is read, and there is nothing to open for somebody who may only read. */
  isEmpty: boolean;
  skeleton: ReactNode;
}

/** In place of an editor that cannot open, or not yet. */
export function EditorClosed({ name, failed, isEmpty, skeleton }: Props) {
  if (failed) {
    return (
      <ErrorState
        title="The editor could not be opened."
        onRetry={() => void failed.refetch()}
        error={failed.error}
      />
    );
  }
  if (!isEmpty) return skeleton;
  return (
    <Empty title="No version yet" className="m-6">
      Nothing has been saved of {name}. An editor writes its first version.
    </Empty>
  );
}
