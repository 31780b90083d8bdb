"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Table, Th } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { Section, sectionFootClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { AuditEvent } from "@/lib/events/contract";
import { eventQueries } from "@/lib/events/queries";
import { toQuery } from "@/lib/http/api-client";
import { AuditFilterBar, useAuditFilters } from "./audit-filter-bar";
import { AuditRow } from "./audit-row";
import { ChainState } from "./chain-state";
import { toEventFilter } from "./event-filter";

const COLUMNS = [40, 90, 110, 140, 150, 240, 16];

export function AuditView({ project }: { project: string }) {
  const [filters, setFilters] = useAuditFilters();
  const filter = toEventFilter(filters);
  const events = useInfiniteQuery(eventQueries.list(project, filter));
  const chain = useQuery(eventQueries.verification(project));
  const rows = events.data?.pages.flatMap((page) => page.data) ?? [];
  const clear = () => void setFilters({ actor: null, type: null, from: null, to: null });
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <Section
      title="Audit log"
      beside={<ChainState chain={chain.data ?? null} error={chain.error?.message ?? null} />}
      actions={<ExportLinks project={project} filter={filter} isFiltered={isFiltered} />}
      flush
    >
      <AuditFilterBar filters={filters} setFilters={setFilters} clear={isFiltered ? clear : null} />
      {events.error ? (
        <ErrorState
          title="The log cannot be read."
          onRetry={() => void events.refetch()}
          error={events.error}
        />
      ) : events.data && rows.length === 0 ? (
        <Empty
          title="No matching events"
          actions={
            <Button size="sm" onClick={clear}>
              Clear the filters
            </Button>
          }
        >
          Widen the dates, or look for another name.
        </Empty>
      ) : (
        <AuditTable
          project={project}
          events={rows}
          isPending={events.isPending}
          onChooseType={(type) => void setFilters({ type })}
          onChooseActor={(actor) => void setFilters({ actor })}
        />
      )}
      {events.hasNextPage && (
        <footer className={sectionFootClass}>
          <Button
            size="sm"
            busy={events.isFetchingNextPage}
            onClick={() => void events.fetchNextPage()}
          >
            Show older events
          </Button>
        </footer>
      )}
    </Section>
  );
}

interface ExportLinksProps {
  project: string;
  filter: ReturnType<typeof toEventFilter>;
  isFiltered: boolean;
}

function ExportLinks({ project, filter, isFiltered }: ExportLinksProps) {
  return (["csv", "jsonl"] as const).map((format) => (
    <a
      key={format}
      className={buttonClass({ size: "sm" })}
      href={`/api/v1/projects/${project}/events/export${toQuery({ ...filter, format })}`}
      title={isFiltered ? "Events matching the filters" : "The whole log"}
      download
    >
      <Download className="size-3.5" aria-hidden="true" />
      {format.toUpperCase()}
    </a>
  ));
}

interface AuditTableProps {
  project: string;
  events: readonly AuditEvent[];
  isPending: boolean;
  onChooseType: (type: string) => void;
  onChooseActor: (name: string) => void;
}

function AuditTable(props: AuditTableProps) {
  const { project, events, isPending, onChooseType, onChooseActor } = props;
  return (
    <Table label="Audit log" dense minWidth={760}>
      <thead>
        <tr>
          <Th num>No.</Th>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>Event</Th>
          <Th>On</Th>
          <Th>Facts</Th>
          <Th>
            <span className="sr-only">Details</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {isPending && <SkeletonRows rows={8} widths={COLUMNS} />}
        {events.map((event) => (
          <AuditRow
            key={event.seq}
            project={project}
            event={event}
            onChooseType={onChooseType}
            onChooseActor={onChooseActor}
          />
        ))}
      </tbody>
    </Table>
  );
}
