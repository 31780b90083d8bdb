"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Table } from "@/components/ui/data/table";
import { TableKeys } from "@/components/ui/data/table-keys";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { formatCountOf } from "@/lib/format-number";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { RolloutFilterBar, useRolloutFilters } from "./rollout-filter-bar";
import { RolloutTable } from "./rollout-table";

interface Props {
  project: string;
  environments: string[];
  mayRelease: boolean;
}

/** Everything that goes live in stages, with its filters in the address. */
export function RolloutsView({ project, environments, mayRelease }: Props) {
  const [filters, setFilters] = useRolloutFilters();
  const { prompt, environment, state } = filters;
  const query = { ...(prompt ? { prompt } : {}), ...(environment ? { environment } : {}) };
  const active = useInfiniteQuery({
    ...rolloutQueries.list(project, { ...query, state: "active" }),
    enabled: state !== "ended",
  });
  const ended = useInfiniteQuery({
    ...rolloutQueries.list(project, { ...query, state: "ended" }),
    enabled: state !== "active",
  });
  const lists = [...(state === "ended" ? [] : [active]), ...(state === "active" ? [] : [ended])];
  const failed = lists.find(({ error, data }) => error && !data);
  if (failed?.error) {
    return (
      <ErrorState
        title="The rollouts could not be read."
        onRetry={() => void failed.refetch()}
        error={failed.error}
      />
    );
  }
  const isLoaded = lists.every(({ data }) => data !== undefined);
  const rollouts = lists.flatMap(({ data }) => data?.pages.flatMap((page) => page.data) ?? []);
  const goingOn = rollouts.filter(({ endedAt }) => endedAt === null).length;
  const more = lists.find(({ hasNextPage }) => hasNextPage);
  const isFiltered = Boolean(prompt || environment || state);
  const releaseLink = mayRelease && (
    <Link href={`/${project}/releases/new`} className={buttonClass({ variant: "primary" })}>
      Release in stages…
    </Link>
  );
  return (
    <>
      <PageHead
        title="Rollouts"
        sub={
          goingOn > 0
            ? `${formatCountOf(goingOn, "version")} rolling out. Each goes on, or back, by itself.`
            : "Versions that go live in stages, watched by guardrails."
        }
        actions={rollouts.length > 0 && releaseLink}
      />
      {isLoaded && rollouts.length === 0 && !isFiltered ? (
        <Empty title="No rollouts yet" actions={releaseLink}>
          A rollout gives a new version to a share of the units first, compares it with the one that
          is live, and goes on or back by itself. Choose stages when you release a version.
        </Empty>
      ) : (
        <>
          <RolloutFilterBar {...{ project, environments, filters, setFilters }} />
          {isLoaded ? (
            <RolloutTable
              project={project}
              rollouts={rollouts}
              isPartial={ended.hasNextPage}
              onEndReached={() => {
                if (more && !more.isFetching) void more.fetchNextPage();
              }}
            />
          ) : (
            <div className={sectionClass}>
              <Table label="Rollouts, loading">
                <tbody>
                  <SkeletonRows rows={6} widths={[260, 120, 80, 300, 90]} />
                </tbody>
              </Table>
            </div>
          )}
          <TableKeys openKeys="e" />
        </>
      )}
    </>
  );
}
