"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Table } from "@/components/ui/data/table";
import { TableKeys } from "@/components/ui/data/table-keys";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { formatCountOf } from "@/lib/format-number";
import { isUnderWay, runQueries } from "@/lib/runs/queries";
import { RunFilterBar, useRunFilters } from "./run-filter-bar";
import { RunTable } from "./run-table";
import { RunsTabs } from "./runs-tabs";

interface Props {
  project: string;
  mayWrite: boolean;
  /** The runs of this prompt alone, below its tabs. */
  prompt?: string;
}

/** Runs with their filters, all of them in the address. */
export function RunsView({ project, mayWrite, prompt }: Props) {
  const router = useRouter();
  const filters = useRunFilters(prompt);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    runQueries.list(project, filters.query),
  );
  const ofPrompt = prompt ? `?prompt=${encodeURIComponent(prompt)}` : "";
  const newRun = `/${project}/runs/new${ofPrompt}`;
  useShortcuts(
    mayWrite
      ? [{ keys: "c", label: "New run", group: "Page", run: () => router.push(newRun) }]
      : [],
  );
  if (error && !data) {
    return (
      <ErrorState title="The runs could not be read." onRetry={() => refetch()} error={error} />
    );
  }
  const runs = data?.pages.flatMap((page) => page.data) ?? [];
  const newButtons = mayWrite && (
    <NewRunButtons newRunPath={newRun} importPath={`/${project}/runs/import${ofPrompt}`} />
  );
  const underWay = runs.filter(isUnderWay).length;
  return (
    <>
      {!prompt && (
        <PageHead
          title="Runs"
          sub={
            underWay > 0
              ? `${formatCountOf(underWay, "run")} under way. Runs continue when you close the tab.`
              : "What was measured for each version, on which cases and how certain it is."
          }
          actions={newButtons}
        />
      )}
      {!prompt && <RunsTabs project={project} current="runs" />}
      {data && runs.length === 0 && !filters.isFiltered ? (
        <Empty title="No runs yet" actions={newButtons}>
          A run answers every case of an eval set with one version, scores the answers and shows how
          certain the result is.
        </Empty>
      ) : (
        <>
          <RunFilterBar project={project} filters={filters} isOfOnePrompt={prompt !== undefined} />
          {data ? (
            <RunTable
              project={project}
              runs={runs}
              isOfOnePrompt={prompt !== undefined}
              onEndReached={() => {
                if (hasNextPage && !isFetching) void fetchNextPage();
              }}
            />
          ) : (
            <RunTableSkeleton />
          )}
          <TableKeys>
            <span className="ml-auto">
              Intervals are Wilson, 95 %, over cases. The bar runs from 0 to 100 %.
            </span>
          </TableKeys>
        </>
      )}
    </>
  );
}

function NewRunButtons({ newRunPath, importPath }: { newRunPath: string; importPath: string }) {
  return (
    <>
      <Link href={importPath} className={buttonClass()}>
        Import outputs…
      </Link>
      <Link href={newRunPath} className={buttonClass({ variant: "primary" })}>
        <Plus aria-hidden="true" /> New run <Kbd keys="c" aria-hidden="true" />
      </Link>
    </>
  );
}

function RunTableSkeleton() {
  return (
    <div className={sectionClass}>
      <Table label="Runs, loading">
        <tbody>
          <SkeletonRows rows={8} widths={[40, 280, 220, 60, 80, 50]} />
        </tbody>
      </Table>
    </div>
  );
}
