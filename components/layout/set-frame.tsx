"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import { parseAsBoolean, useQueryState } from "nuqs";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { WhenUsed } from "@/components/ui/text/when-used";
import { useShortcuts } from "@/components/ui/use-shortcuts";

interface LoaderProps<Detail> {
  query: Pick<UseQueryResult<Detail>, "data" | "error" | "refetch">;
  /** `eval set` */
  noun: string;
  skeleton: ReactNode;
  children: (set: Detail) => ReactNode;
}

/** A set once it is there, or why it is not. */
export function SetLoader<Detail>({ query, noun, skeleton, children }: LoaderProps<Detail>) {
  if (query.error) {
    return (
      <ErrorState
        title={`This ${noun} could not be read.`}
        onRetry={() => query.refetch()}
        error={query.error}
      />
    );
  }
  return query.data ? children(query.data) : skeleton;
}

interface KeptInRevisions {
  revision: number;
  latestRevision: number;
  archivedAt: string | null;
}

interface Props {
  set: KeptInRevisions;
  /** What it is made of: `case`. */
  noun: string;
  mayWrite: boolean;
  isEmpty: boolean;
  /** An item is open beside the list. */
  isOpen: boolean;
  onNew: () => void;
  head: (dialogs: { onImport: () => void; onSettings: () => void }) => ReactNode;
  /** While there is nothing in it. */
  empty: { importLabel: string; text: string };
  body: (mayEdit: boolean) => ReactNode;
  importDialog: (dialog: { open: boolean; onOpenChange: (open: boolean) => void }) => ReactNode;
  settingsDialog: (onClose: () => void) => ReactNode;
}

/** The page of a set that is kept in revisions: its head, its items or how to get some, its import and settings. */
export function SetFrame(props: Props) {
  const { set, noun, mayWrite, isEmpty, isOpen, onNew, head, empty, body } = props;
  const [isImporting, setImporting] = useQueryState("import", parseAsBoolean.withDefault(false));
  const [hasSettings, setHasSettings] = useState(false);
  const isOld = set.revision !== set.latestRevision;
  const mayEdit = mayWrite && !isOld && set.archivedAt === null;
  useShortcuts([{ keys: "c", label: `New ${noun}`, group: "Page", enabled: mayEdit, run: onNew }]);
  return (
    <>
      {head({ onImport: () => void setImporting(true), onSettings: () => setHasSettings(true) })}
      {isEmpty && !isOpen ? (
        <Empty
          title={`No ${noun}s yet`}
          actions={
            mayEdit && (
              <>
                <Button variant="primary" onClick={() => setImporting(true)}>
                  {empty.importLabel}
                </Button>
                <Button onClick={onNew}>Write the first {noun}</Button>
              </>
            )
          }
        >
          {empty.text}
        </Empty>
      ) : (
        body(mayEdit)
      )}
      {mayWrite && (
        <>
          <WhenUsed open={isImporting}>
            {props.importDialog({
              open: isImporting,
              onOpenChange: (open) => void setImporting(open || null),
            })}
          </WhenUsed>
          {hasSettings && props.settingsDialog(() => setHasSettings(false))}
        </>
      )}
    </>
  );
}
