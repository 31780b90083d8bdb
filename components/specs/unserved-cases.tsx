"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { Section, sectionFootClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { formatCountOf } from "@/lib/format-number";
import type { SpecCoverage, UnservedCase } from "@/lib/specs/contract";
import { specQueries } from "@/lib/specs/queries";

interface Props {
  project: string;
  name: string;
  coverage: SpecCoverage;
  /** Begins a criterion over a set. */
  onWrite: ((evalSet: string) => void) | null;
}

/** The cases without a criterion, set by set: written, run, and then not asked about. */
export function UnservedCases({ project, name, coverage, onWrite }: Props) {
  const sets = [...new Set(coverage.sets.map(({ evalSet }) => evalSet))];
  const of = (evalSet: string, split: "development" | "holdout") =>
    coverage.sets.find((one) => one.evalSet === evalSet && one.split === split)?.unserved;
  const open = sets.filter((set) => of(set, "development") || of(set, "holdout"));
  if (open.length === 0) {
    return (
      <Section title="Unused cases">
        <p className="text-text-2">Every case in this prompt’s eval sets is used by a criterion.</p>
      </Section>
    );
  }
  return open.map((evalSet) => (
    <OneSet
      key={evalSet}
      project={project}
      name={name}
      evalSet={evalSet}
      development={of(evalSet, "development") ?? 0}
      holdout={of(evalSet, "holdout") ?? 0}
      onWrite={onWrite && (() => onWrite(evalSet))}
    />
  ));
}

interface SetProps {
  project: string;
  name: string;
  evalSet: string;
  development: number;
  holdout: number;
  onWrite: (() => void) | null;
}

function OneSet({ project, name, evalSet, development, holdout, onWrite }: SetProps) {
  const cases = useInfiniteQuery({
    ...specQueries.unserved(project, name, evalSet),
    enabled: development > 0,
  });
  const rows = cases.data?.pages.flatMap(({ data }) => data) ?? [];
  const set = `/${project}/eval-sets/${encodeURIComponent(evalSet)}`;
  return (
    <Section
      flush
      title={`Unused cases in ${evalSet}`}
      beside={
        <span className="text-12 text-text-2">
          {formatCountOf(development, "development case")} without a criterion
          {holdout > 0 && `, and ${holdout} of the holdout`}
        </span>
      }
      actions={
        onWrite && (
          <Button size="sm" onClick={onWrite}>
            Write a criterion for them
          </Button>
        )
      }
    >
      {cases.error && rows.length === 0 && (
        <ErrorState
          title="The cases could not be read."
          onRetry={() => void cases.refetch()}
          error={cases.error}
        />
      )}
      {development > 0 && (
        <div className="max-h-80 overflow-auto">
          <Table label={`Unused cases in ${evalSet}`} dense minWidth={640}>
            <thead>
              <tr>
                <Th>Case</Th>
                <Th>Kind</Th>
                <Th>Segments</Th>
                <Th>Input</Th>
              </tr>
            </thead>
            <tbody>
              {cases.isPending && <SkeletonRows rows={4} widths={[70, 60, 120, 320]} />}
              {rows.map((row) => (
                <CaseRow key={row.caseId} set={set} row={row} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {cases.hasNextPage && (
        <footer className={sectionFootClass}>
          <Button
            size="sm"
            variant="ghost"
            busy={cases.isFetchingNextPage}
            onClick={() => void cases.fetchNextPage()}
          >
            Show more
          </Button>
        </footer>
      )}
    </Section>
  );
}

interface CaseRowProps {
  /** Where the set is. */
  set: string;
  row: UnservedCase;
}

function CaseRow({ set, row }: CaseRowProps) {
  return (
    <tr>
      <Td className="font-mono text-12 whitespace-nowrap">
        <Link
          className="underline-offset-3 hover:underline"
          href={`${set}?case=${encodeURIComponent(row.caseId)}`}
        >
          {row.caseId}
        </Link>
      </Td>
      <Td className="text-12 text-text-2">{row.kind}</Td>
      <Td className="text-12 whitespace-nowrap">
        {row.segments.join(", ") || <span className="text-text-3">none</span>}
      </Td>
      <Td className="text-12 w-full max-w-0 truncate" title={row.preview}>
        {row.preview}
      </Td>
    </tr>
  );
}
