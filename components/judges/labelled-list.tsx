"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CasesSkeleton } from "@/components/eval-sets/cases-skeleton";
import { Badge } from "@/components/ui/data/badge";
import { ShowOlder } from "@/components/ui/data/show-older";
import { Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { sectionClass } from "@/components/ui/section";
import type { Judge } from "@/lib/judges/contract";
import type { LabelItem } from "@/lib/judges/label-contract";
import { judgeQueries } from "@/lib/judges/queries";

interface Props {
  project: string;
  judge: Judge;
  /** The one that a link points at. */
  item: string | null;
}

const nameOf = ({ labeller, importedBy }: LabelItem["labels"][number]) =>
  importedBy ? `${labeller} (imported by ${importedBy})` : labeller;

/** Every output that has a label, with what counts. */
export function LabelledList({ project, judge, item }: Props) {
  const query = useInfiniteQuery(judgeQueries.items(project, judge.name, "labelled"));
  if (query.isPending) return <CasesSkeleton rows={6} />;
  const items = query.data?.pages.flatMap(({ data }) => data) ?? [];
  if (items.length === 0) {
    return <Empty title="No labels yet">Label outputs, or import labels that you have.</Empty>;
  }
  return (
    <>
      <div className={sectionClass}>
        <Table label="Labelled outputs" dense minWidth={640}>
          <thead>
            <tr>
              <Th>Output</Th>
              <Th>Split</Th>
              <Th>Label</Th>
              <Th>By</Th>
              <Th>Note</Th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <Tr key={one.id} selected={one.id === item}>
                <Td className="max-w-0 w-1/2 truncate" title={one.output}>
                  <span className="font-mono text-12 text-text-3">{one.number}</span> {one.output}
                </Td>
                <Td>
                  <Badge tone={one.split === "test" ? "holdout" : "default"}>{one.split}</Badge>
                </Td>
                <Td>
                  {one.label ?? <span className="text-text-3">open</span>}
                  {one.isResolved && <span className="text-12 text-text-2"> (decided)</span>}
                </Td>
                <Td className="text-12 text-text-2">
                  {one.labels.map(nameOf).join(", ") || "hidden"}
                </Td>
                <Td className="max-w-0 w-1/4 truncate text-12 text-text-2">
                  {one.labels.map(({ note }) => note).find(Boolean) ?? ""}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ShowOlder of={query} />
    </>
  );
}
