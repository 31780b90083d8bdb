import { Download, FileUp, ListPlus } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { Progress } from "@/components/ui/data/progress";
import { Menu } from "@/components/ui/overlays/menu";
import { formatCount } from "@/lib/format-number";
import { fillPath, toQuery } from "@/lib/http/api-client";
import type { LabelQueue } from "@/lib/judges/label-contract";

interface Props {
  project: string;
  name: string;
  queue: LabelQueue;
  mayWrite: boolean;
  onImport: () => void;
  onAdd: () => void;
}

/** How far this person is, and where more comes from. */
export function LabelProgress({ project, name, queue, mayWrite, onImport, onAdd }: Props) {
  const { total, labelled, fails, deferred } = queue;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-4">
      <div className="grid min-w-60 flex-1 gap-1">
        <p className="text-12 text-text-2 tabular-nums">
          <b className="text-text">
            {formatCount(labelled)} of {formatCount(total)}
          </b>{" "}
          labelled by you, {formatCount(fails)} {fails === 1 ? "fail" : "fails"},{" "}
          {formatCount(deferred)} deferred
        </p>
        <Progress passed={labelled - fails} failed={fails} errored={deferred} total={total} />
      </div>
      <Menu
        align="end"
        trigger={
          <Button size="sm" icon={<Download aria-hidden="true" />} disabled={total === 0}>
            Export labels
          </Button>
        }
        items={[
          { heading: "The labels that you may see" },
          ...(["csv", "jsonl"] as const).map((format) => ({
            label: format.toUpperCase(),
            description: format === "csv" ? "for spreadsheets" : "imports to the same labels",
            href:
              fillPath("/api/v1/projects/{project}/judges/{name}/labels/exports", {
                project,
                name,
              }) + toQuery({ format }),
          })),
        ]}
      />
      {mayWrite && (
        <>
          <Button size="sm" icon={<ListPlus aria-hidden="true" />} onClick={onAdd}>
            Add outputs…
          </Button>
          <Button size="sm" icon={<FileUp aria-hidden="true" />} onClick={onImport}>
            Import labels…
          </Button>
        </>
      )}
    </div>
  );
}
