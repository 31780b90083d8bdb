"use client";
import { useRouter } from "next/navigation";
import type { TraceAddress } from "@/components/traces/trace/use-trace-address";
import { traceHref } from "@/components/traces/trace-words";
import { Button } from "@/components/ui/controls/button";
import { Table } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { sectionClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { LiveBar } from "./live-bar";
import { TraceTable } from "./trace-table";
import type { TraceList as List } from "./use-trace-list";

interface Props {
  project: string;
  list: List;
  address: TraceAddress;
  isOfOnePrompt: boolean;
  /** The other one of a pair to compare. */
  markedId: string | null;
  isFiltered: boolean;
  onClear: () => void;
}

/** The traces that match, or why there are none to see. */
export function TraceList(props: Props) {
  const { project, list, address, isOfOnePrompt, markedId, isFiltered, onClear } = props;
  const { live, selectedId, select, sort, setSort } = address;
  const router = useRouter();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching, isPlaceholderData } =
    list.query;
  const clearButton = (
    <Button size="sm" onClick={onClear}>
      Clear the filters
    </Button>
  );
  if (error && !data)
    return (
      <ErrorState
        title="The traces could not be read."
        onRetry={() => refetch()}
        actions={isFiltered && clearButton}
        error={error}
      />
    );
  return (
    <div className={sectionClass} aria-busy={isPlaceholderData || undefined}>
      {live && <LiveBar tail={list.tail} isWaiting={selectedId !== null} />}
      {data ? (
        <TraceTable
          project={project}
          rows={list.rows}
          isOfOnePrompt={isOfOnePrompt}
          selectedId={selectedId}
          markedId={markedId}
          sort={sort}
          onSort={setSort}
          onSelect={select}
          onOpen={(id) => router.push(traceHref(project, id))}
          onEndReached={() => {
            if (hasNextPage && !isFetching) void fetchNextPage();
          }}
          empty={
            <Empty title="No trace matches" actions={clearButton}>
              Remove a filter, or widen the time range.
              {live && " New ones appear here."}
            </Empty>
          }
        />
      ) : (
        <TracesLoading />
      )}
    </div>
  );
}

function TracesLoading() {
  return (
    <Table label="Traces, loading" dense aria-busy="true">
      <tbody>
        <SkeletonRows rows={16} widths={[70, 70, 320, 120, 80, 60, 60]} />
      </tbody>
    </Table>
  );
}
