import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/data/badge";
import { Stat } from "@/components/ui/data/stat";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCount, formatCountOf } from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";
import { PreviewFigures } from "./preview-figures";

interface Props {
  preview: OutputsPreview | undefined;
  set: EvalSetDetail | undefined;
  canImport: boolean;
  isImporting: boolean;
  children: ReactNode;
}

/** What the run will be, and what it cannot be. */
export function OutputsSummary({ preview, set, canImport, isImporting, children }: Props) {
  const matched = preview?.matched ?? 0;
  return (
    <aside className="lg:sticky lg:top-16" aria-label="Preview">
      <Section title="The run" actions={<Badge tone="outline">recorded</Badge>}>
        <div className="grid gap-3 *:border-t *:pt-2.5 *:first:border-t-0 *:first:pt-0">
          <Stat
            label="Results"
            value={preview ? formatCount(matched) : "no file"}
            unit={preview && `of ${formatCountOf(preview.rows, "row")}`}
            detail={
              preview &&
              `${formatCount(preview.cases.matched)} of ${formatCountOf(preview.cases.total, "case")} of revision ${preview.revision}`
            }
          />
          <Stat
            label="Scored by"
            value={set ? formatCountOf(set.scorers.length, "scorer") : "no set"}
            detail={
              set &&
              (set.scorers.length > 0
                ? set.scorers.map(({ name, kind }) => name ?? kind).join(", ")
                : "The set has none: those that fit what its cases expect.")
            }
          />
          {preview && matched > 0 && <PreviewFigures preview={preview} />}
        </div>
        <div className="mt-3 grid gap-3">
          <Notice icon={<Lock aria-hidden="true" />} className="text-12">
            Recorded runs can be compared. They open no gates, because Galley did not make the
            calls.
          </Notice>
          {children}
          <Button type="submit" variant="primary" disabled={!canImport} busy={isImporting}>
            {matched > 0 ? `Import ${formatCountOf(matched, "result")}` : "Import"}
          </Button>
        </div>
      </Section>
      <p className="mt-2 text-12 text-text-2">Nothing is saved until you import.</p>
    </aside>
  );
}
