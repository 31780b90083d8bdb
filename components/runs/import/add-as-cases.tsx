"use client";
import { lazy, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { WhenUsed } from "@/components/ui/text/when-used";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCount } from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";

const ImportDialog = lazy(() =>
  import("@/components/eval-sets/import/import-dialog").then((module) => ({
    default: module.ImportDialog,
  })),
);

interface Props {
  project: string;
  set: EvalSetDetail;
  unknownCases: OutputsPreview["unknownCases"];
}

/** Rows that the set has no case for, as an import of cases: they expect nothing until somebody says what. */
export function AddAsCases({ project, set, unknownCases: { count, cases } }: Props) {
  const [file, setFile] = useState<File | null>(null);
  if (cases.length === 0) return null;
  const open = () => {
    const lines = cases.map((one) => JSON.stringify(one));
    setFile(new File([`${lines.join("\n")}\n`], "new-cases.jsonl"));
  };
  return (
    <>
      <Button size="sm" onClick={open}>
        {cases.length < count ? `Add ${formatCount(cases.length)} as cases…` : "Add as cases…"}
      </Button>
      <WhenUsed open={file !== null}>
        {file && (
          <ImportDialog
            project={project}
            set={set}
            file={file}
            open
            onOpenChange={(isOpen) => !isOpen && setFile(null)}
          />
        )}
      </WhenUsed>
    </>
  );
}
