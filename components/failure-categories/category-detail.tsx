"use client";
import { useQuery } from "@tanstack/react-query";
import { traceHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { CategoryFailure, CategoryVersion } from "@/lib/failure-categories/move-contract";
import { categoryQueries } from "@/lib/failure-categories/queries";
import {
  formatCount,
  formatCountOf,
  formatRate,
  formatRateWithInterval,
} from "@/lib/format-number";

interface Props {
  project: string;
  category: string;
  versions: readonly CategoryVersion[];
}

const MOST_LISTED = 60;

/** A category over versions, and its failures with links to each. */
export function CategoryDetail({ project, category, versions }: Props) {
  const { data, error, refetch } = useQuery(categoryQueries.failures(project, category));
  if (error && !data) {
    return (
      <ErrorState
        title="The failures could not be read."
        onRetry={() => void refetch()}
        error={error}
      />
    );
  }
  const listed = data?.data.slice(0, MOST_LISTED) ?? [];
  return (
    <div className="grid items-start gap-4 py-2 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {versions.length > 0 ? (
        <Table label="By version" dense>
          <thead>
            <tr>
              <Th>Version</Th>
              <Th num>Cases given it</Th>
              <Th num>Traces</Th>
              <Th num>Its cases pass</Th>
              <Th>Run</Th>
            </tr>
          </thead>
          <tbody>
            {versions.map((one, index) => (
              <VersionRow
                key={`${one.prompt} ${one.version}`}
                project={project}
                row={one}
                before={versions
                  .slice(index + 1)
                  .find(({ prompt, passRate }) => prompt === one.prompt && passRate)}
              />
            ))}
          </tbody>
        </Table>
      ) : (
        <p className="text-text-2">No version was run on its cases yet.</p>
      )}
      <div>
        <h3 className="mb-1 text-12 font-semibold">
          {data ? formatCountOf(data.total, "failure") : "Failures"}
        </h3>
        {!data && <Skeleton width={160} />}
        <ul className="flex flex-wrap gap-x-3 gap-y-1 text-12">
          {listed.map((failure) => (
            <li key={`${failure.run} ${failure.caseId} ${failure.traceId}`}>
              <FailureLink project={project} failure={failure} />
            </li>
          ))}
        </ul>
        {data && data.total > listed.length && (
          <p className="mt-1 text-12 text-text-3">
            and {formatCount(data.total - listed.length)} older ones
          </p>
        )}
      </div>
    </div>
  );
}

interface VersionRowProps {
  project: string;
  row: CategoryVersion;
  before: CategoryVersion | undefined;
}

function VersionRow({ project, row, before }: VersionRowProps) {
  const { prompt, version, cases, traces, passRate, runs } = row;
  return (
    <tr>
      <Td>
        {prompt} <VersionTag>v{version}</VersionTag>
      </Td>
      <Td num>{formatCount(cases)}</Td>
      <Td num>{formatCount(traces)}</Td>
      <Td num className="whitespace-nowrap">
        {passRate ? (
          <>
            {formatRateWithInterval(passRate)}
            {before?.passRate && (
              <span className="text-text-3">
                {" "}
                (v{before.version}: {formatRate(before.passRate.value, 0)})
              </span>
            )}
          </>
        ) : (
          <span className="text-text-3">not run</span>
        )}
      </Td>
      <Td>
        {runs.map((run) => (
          <Link
            key={run}
            className={cn(linkClass, "mr-1.5")}
            href={`/${project}/runs/${run}?tab=failing`}
          >
            {run}
          </Link>
        ))}
      </Td>
    </tr>
  );
}

function FailureLink({ project, failure }: { project: string; failure: CategoryFailure }) {
  const { run, caseId, traceId, version } = failure;
  const label = version === null ? "" : ` v${version}`;
  if (traceId) {
    return (
      <Link className={linkClass} href={traceHref(project, traceId)}>
        trace {traceId.slice(0, 8)}
        {label}
      </Link>
    );
  }
  return (
    <Link
      className={linkClass}
      href={`/${project}/runs/${run}?case=${encodeURIComponent(caseId ?? "")}`}
      title={`Run ${run}${label}`}
    >
      {caseId}
      {label}
    </Link>
  );
}
