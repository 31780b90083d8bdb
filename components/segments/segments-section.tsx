"use client";
import { useQuery } from "@tanstack/react-query";
import { EditorsOnly } from "@/components/settings/editors-only";
import { useEditedRow } from "@/components/settings/use-edited-row";
import { Button } from "@/components/ui/controls/button";
import { ActionsTh, Table, Th } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Section } from "@/components/ui/section";
import { segmentQueries } from "@/lib/segments/queries";
import { SegmentRow } from "./segment-row";

const SegmentForm = lazyView(() => import("./segment-form"));

export function SegmentsSection({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const segments = useQuery(segmentQueries.list(project));
  const rows = segments.data?.data ?? [];
  const { edited, row: segment, isOpen, add, edit, close } = useEditedRow(rows, { mayWrite });
  return (
    <>
      {!mayWrite && <EditorsOnly what="segments" />}
      <Section
        title="Segments"
        beside={
          <span className="text-12 text-text-3">
            one definition for evals, traces, dashboards, gates and rollouts
          </span>
        }
        actions={
          mayWrite && (
            <Button size="sm" variant={rows.length > 0 ? "primary" : "default"} onClick={add}>
              Add…
            </Button>
          )
        }
        flush
      >
        {segments.error && (
          <ErrorState
            title="The segments cannot be read."
            onRetry={() => void segments.refetch()}
            error={segments.error}
          />
        )}
        {segments.data && rows.length === 0 && !isOpen && (
          <Empty
            title="No segments yet"
            actions={
              mayWrite && (
                <Button variant="primary" size="sm" onClick={add}>
                  Define the first segment
                </Button>
              )
            }
          >
            A segment is a named condition, like long input or non-English. Each run reports it
            separately, so that an overall gain cannot hide a loss in one part.
          </Empty>
        )}
        {rows.length > 0 && (
          <Table label="Segments" dense minWidth={620}>
            <thead>
              <tr>
                <Th>Segment</Th>
                <Th>Condition</Th>
                <Th num>Cases</Th>
                <ActionsTh />
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <SegmentRow
                  key={one.id}
                  project={project}
                  segment={one}
                  isSelected={one.id === edited}
                  mayWrite={mayWrite}
                  onEdit={() => edit(one.id)}
                />
              ))}
            </tbody>
          </Table>
        )}
        {isOpen && <SegmentForm key={edited} project={project} segment={segment} onClose={close} />}
      </Section>
    </>
  );
}
