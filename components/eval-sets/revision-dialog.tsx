"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Badge } from "@/components/ui/data/badge";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { RevisionChanges } from "@/lib/eval-sets/eval-case";
import { useRestoreRevision } from "@/lib/eval-sets/hooks";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { showJson } from "./case-kinds";
import { CasesSkeleton } from "./cases-skeleton";

interface Props {
  project: string;
  set: EvalSetDetail;
  number: number;
  mayWrite: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What one revision changed, case by case, with the way back to the state before it. */
export function RevisionDialog({ project, set, number, mayWrite, open, onOpenChange }: Props) {
  const query = useQuery({ ...evalSetQueries.changes(project, set.name, number), enabled: open });
  const restore = useRestoreRevision(project, set.name);
  const [isAsking, setIsAsking] = useState(false);
  const target = number - 1;
  const changes = query.data;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={`What changed in revision ${number}`}
      description={changes?.revision.summary}
      footer={
        <>
          {mayWrite && !isAsking && (
            <Button className="mr-auto" onClick={() => setIsAsking(true)}>
              Restore revision {target}…
            </Button>
          )}
          {isAsking && (
            <span className="mr-auto flex items-center gap-2 text-13">
              Makes revision {set.latestRevision + 1} with the cases of revision {target}.
              <Button
                variant="danger"
                busy={restore.isPending}
                onClick={() =>
                  restore.mutate(
                    { number: target, expected: set.latestRevision },
                    {
                      onSuccess: ({ revision }) => {
                        toast(`Revision ${revision} has the cases of revision ${target}`);
                        onOpenChange(false);
                      },
                    },
                  )
                }
              >
                Restore
              </Button>
            </span>
          )}
          <Button onClick={() => onOpenChange(false)}>Close</Button>
        </>
      }
    >
      <LooseningNotice
        project={project}
        change={isAsking ? { evalSet: set.name, body: { revision: target } } : null}
        what={`restore revision ${target}`}
      />
      {query.isPending && <CasesSkeleton rows={5} />}
      {query.error && <FormError error={query.error} />}
      {restore.error && <FormError error={restore.error} />}
      {changes && <Changes changes={changes} />}
    </Dialog>
  );
}

const TONE = { added: "pass", updated: "accent", removed: "fail" } as const;

function Changes({ changes }: { changes: RevisionChanges }) {
  return (
    <div className="grid gap-2">
      {changes.data.length > 0 && (
        <Table label="Changed cases" dense>
          <thead>
            <tr>
              <Th style={{ width: 90 }}>Change</Th>
              <Th style={{ width: 140 }}>Case</Th>
              <Th>Before</Th>
              <Th>After</Th>
            </tr>
          </thead>
          <tbody>
            {changes.data.map(({ caseId, change, before, after }) => (
              <tr key={caseId}>
                <Td>
                  <Badge tone={TONE[change]}>{change}</Badge>
                </Td>
                <Td className="font-mono text-12">{caseId}</Td>
                <Td>{showState(before, after)}</Td>
                <Td>{showState(after, before)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p className="text-12 text-text-2">
        {changes.nextCursor && "The first 100 changed cases. "}
        {changes.withheld === null && "A few holdout cases changed as well; they are withheld."}
        {changes.withheld !== null &&
          changes.withheld > 0 &&
          `${changes.withheld} holdout cases changed as well; they are withheld.`}
      </p>
    </div>
  );
}

type Content = RevisionChanges["data"][number]["before"];

/** The parts of a state that differ from the other one; all of it when there is no other. */
function showState(one: Content, other: Content) {
  if (!one) return <span className="text-text-3">none</span>;
  const parts = (["input", "expected", "kind", "split", "attributes"] as const).filter(
    (part) => !other || JSON.stringify(one[part]) !== JSON.stringify(other[part]),
  );
  const shown = other ? parts : (["input", "expected"] as const);
  return (
    <span className="block max-w-90 truncate text-12">
      {shown.map((part) => (
        <span key={part} className="block truncate">
          <span className="text-text-3">{part}</span> {showJson(one[part])}
        </span>
      ))}
    </span>
  );
}
