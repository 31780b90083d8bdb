"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { sumPreview } from "@/components/trace-settings/sum-preview";
import { Button } from "@/components/ui/controls/button";
import { Td, Tr } from "@/components/ui/data/table";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { formatCount } from "@/lib/format-number";
import type { Segment } from "@/lib/segments/contract";
import { useDeleteSegment } from "@/lib/segments/hooks";
import { segmentQueries } from "@/lib/segments/queries";

interface Props {
  project: string;
  segment: Segment;
  isSelected: boolean;
  mayWrite: boolean;
  onEdit: () => void;
}

export function SegmentRow({ project, segment, isSelected, mayWrite, onEdit }: Props) {
  const preview = useQuery(segmentQueries.preview(project, segment.condition));
  const remove = useDeleteSegment(project);
  const [isRemoving, setIsRemoving] = useState(false);
  const sum = preview.data && sumPreview(preview.data);
  return (
    <Tr selected={isSelected}>
      <Td className="whitespace-nowrap font-medium">{segment.name}</Td>
      <Td className="text-12">{segment.sentence}</Td>
      <Td num className="whitespace-nowrap">
        {sum ? (
          `${formatCount(sum.development.matching)} of ${formatCount(sum.development.total)}`
        ) : (
          <span className="text-text-3">{preview.error ? "unknown" : "…"}</span>
        )}
      </Td>
      <Td num>
        {mayWrite && (
          <span className="inline-flex gap-1">
            <Button size="sm" onClick={onEdit}>
              Edit…
            </Button>
            <Button size="sm" variant="danger" onClick={() => setIsRemoving(true)}>
              Remove…
            </Button>
          </span>
        )}
        <ConfirmDialog
          open={isRemoving}
          onOpenChange={setIsRemoving}
          title={`Remove ${segment.name}?`}
          confirmLabel="Remove"
          tone="danger"
          onConfirm={async () => {
            await remove.mutateAsync(segment.name);
            toast(`${segment.name} was removed`);
          }}
        >
          <p>Runs from now on say nothing about it. Finished runs keep their figures.</p>
          <LooseningNotice
            project={project}
            change={isRemoving ? { segment: segment.name, body: { isRemoved: true } } : null}
            what="remove it"
          />
        </ConfirmDialog>
      </Td>
    </Tr>
  );
}
