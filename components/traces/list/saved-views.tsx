"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isSameFilters } from "@/components/traces/trace-address";
import { Button } from "@/components/ui/controls/button";
import { Chip } from "@/components/ui/data/chip";
import { lazyView } from "@/components/ui/lazy-view";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { formatCount } from "@/lib/format-number";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { useDeleteTraceView } from "@/lib/traces/hooks";
import { traceQueries } from "@/lib/traces/queries";

const SaveViewDialog = lazyView(() => import("./save-view-dialog"));

interface Props {
  project: string;
  filters: TraceFilters;
  mayWrite: boolean;
  replace: (filters: TraceFilters) => void;
}

/** Filters that the project keeps by name, each with how many traces it finds now. */
export function SavedViews({ project, filters, mayWrite, replace }: Props) {
  const views = useQuery(traceQueries.views(project)).data?.data ?? [];
  const counts = useQueries({
    queries: views.map((view) => traceQueries.count(project, view.filters)),
  });
  const [isSaving, setSaving] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const remove = useDeleteTraceView(project);
  const current = views.find((view) => isSameFilters(view.filters, filters));
  const canSave = mayWrite && !current && Object.keys(filters).length > 0;
  if (views.length === 0 && !canSave) return null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-1.5">
      <span className="text-12 text-text-2">Saved</span>
      {views.map((view, index) => {
        const count = counts[index]?.data;
        return (
          <Chip
            key={view.name}
            n={count ? `${formatCount(count.count)}${count.isCapped ? "+" : ""}` : null}
            pressed={view === current}
            onClick={() => replace(view === current ? {} : view.filters)}
          >
            {view.name}
          </Chip>
        );
      })}
      {views.length === 0 && <span className="text-12 text-text-3">none yet</span>}
      <span className="ml-auto flex items-center gap-2">
        {views.length > 0 && <span className="text-12 text-text-3">shared with the project</span>}
        {current && mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setRemoving(true)}>
            Remove…
          </Button>
        )}
        {canSave && (
          <Button size="sm" variant="ghost" onClick={() => setSaving(true)}>
            Save as…
          </Button>
        )}
      </span>
      {isSaving && (
        <SaveViewDialog project={project} filters={filters} onClose={() => setSaving(false)} />
      )}
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setRemoving}
        title={`Remove the saved filter ${current?.name ?? ""}?`}
        confirmLabel="Remove"
        tone="danger"
        onConfirm={async () => {
          if (!current) return;
          await remove.mutateAsync(current.name);
          toast(`The saved filter ${current.name} was removed`);
        }}
      >
        It is removed for everyone in the project. The traces stay.
      </ConfirmDialog>
    </div>
  );
}
