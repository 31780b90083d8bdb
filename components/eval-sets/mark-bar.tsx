"use client";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Button } from "@/components/ui/controls/button";
import { Select } from "@/components/ui/controls/select";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { CaseKind, Split } from "@/lib/eval-sets/case-content";
import { useDeleteCases, useRestoreRevision, useUpdateCases } from "@/lib/eval-sets/hooks";
import { formatCountOf } from "@/lib/format-number";
import { CASE_KINDS } from "./case-kinds";

interface Props {
  project: string;
  name: string;
  marked: ReadonlySet<string>;
  onDone: () => void;
}

/** What can be done with all marked cases at once; each is one revision and can be undone. */
export function MarkBar({ project, name, marked, onDone }: Props) {
  const edit = useUpdateCases(project, name);
  const remove = useDeleteCases(project, name);
  const restore = useRestoreRevision(project, name);
  if (marked.size === 0) return null;
  const caseIds = [...marked];
  const fail = (error: Error) => toastError(error.message);
  const done = (what: string) => ({
    onSuccess: ({ revision, changed }: { revision: number; changed: number }) => {
      onDone();
      if (changed === 0) return toast("Nothing differs");
      toast(`${formatCountOf(changed, "case")} ${what}, revision ${revision}`, {
        action: {
          label: "Undo",
          onClick: () =>
            restore.mutate({ number: revision - 1, expected: revision }, { onError: fail }),
        },
      });
    },
    onError: fail,
  });
  return (
    <div className="grid gap-2 border-t bg-selected px-6 py-2">
      <LooseningNotice
        project={project}
        change={{ evalSet: name, body: { caseIds } }}
        what="edit or delete these cases"
      />
      <div className="flex flex-wrap items-center gap-2 text-13">
        <b>{formatCountOf(marked.size, "case")} marked</b>
        <Select
          size="sm"
          aria-label="Set the kind of marked cases"
          className="w-40"
          value=""
          onChange={(event) =>
            edit.mutate({ caseIds, set: { kind: event.target.value as CaseKind } }, done("changed"))
          }
        >
          <option value="">Set kind…</option>
          {CASE_KINDS.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </Select>
        <Select
          size="sm"
          aria-label="Move marked cases to a split"
          className="w-44"
          value=""
          onChange={(event) =>
            edit.mutate({ caseIds, set: { split: event.target.value as Split } }, done("moved"))
          }
        >
          <option value="">Move to split…</option>
          <option>development</option>
          <option>holdout</option>
        </Select>
        <Button size="sm" variant="danger" onClick={() => remove.mutate(caseIds, done("deleted"))}>
          Delete
        </Button>
        <Button size="sm" variant="ghost" onClick={onDone}>
          Clear marks
        </Button>
      </div>
    </div>
  );
}
