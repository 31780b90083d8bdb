"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { RunsTabs } from "@/components/runs/runs-tabs";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Table } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { experimentQueries } from "@/lib/experiments/queries";
import { ExperimentTable } from "./experiment-table";

interface Props {
  project: string;
  mayWrite: boolean;
}

/** The project's experiments, newest first. */
export function ExperimentsView({ project, mayWrite }: Props) {
  const router = useRouter();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    experimentQueries.list(project),
  );
  const address = `/${project}/experiments/new`;
  useShortcuts(
    mayWrite
      ? [{ keys: "c", label: "New experiment", group: "Page", run: () => router.push(address) }]
      : [],
  );
  if (error && !data) {
    return (
      <ErrorState
        title="The experiments could not be read."
        onRetry={() => refetch()}
        error={error}
      />
    );
  }
  const experiments = data?.pages.flatMap((page) => page.data) ?? [];
  const newButton = mayWrite && (
    <Link href={address} className={buttonClass({ variant: "primary" })}>
      <Plus aria-hidden="true" /> New experiment <Kbd keys="c" aria-hidden="true" />
    </Link>
  );
  return (
    <>
      <PageHead
        title="Experiments"
        sub="Several versions and models on the same cases, each compared with one baseline."
        actions={newButton}
      />
      <RunsTabs project={project} current="experiments" />
      {!data ? (
        <div className={sectionClass}>
          <Table label="Experiments, loading">
            <tbody>
              <SkeletonRows rows={6} widths={[40, 280, 200, 80, 60]} />
            </tbody>
          </Table>
        </div>
      ) : experiments.length === 0 ? (
        <Empty title="No experiments yet" actions={newButton}>
          An experiment runs each version with each model on one eval set, and shows which of them
          is better, cheaper or faster than the one you have.
        </Empty>
      ) : (
        <ExperimentTable
          project={project}
          experiments={experiments}
          onEndReached={() => {
            if (hasNextPage && !isFetching) void fetchNextPage();
          }}
        />
      )}
    </>
  );
}
