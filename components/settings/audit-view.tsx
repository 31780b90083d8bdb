"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { Button, buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { eventQueries } from "@/lib/events/queries";
import { toQuery } from "@/lib/http/api-client";
import { ChainState } from "./chain-state";
import { describeFacts } from "./describe-facts";
import { toEventFilter } from "./event-filter";

const TYPES = [
  "account",
  "api_key",
  "connection",
  "environment",
  "eval_set",
  "invitation",
  "member",
  "project",
  "prompt",
  "recordings",
  "run",
  "segment",
  "version",
];
const COLUMNS = [40, 110, 110, 150, 150, 240];

export function AuditView({ project }: { project: string }) {
  const [filters, setFilters] = useQueryStates({
    actor: parseAsString.withDefault(""),
    type: parseAsString.withDefault(""),
    from: parseAsString.withDefault(""),
    to: parseAsString.withDefault(""),
  });
  const filter = toEventFilter(filters);
  const events = useInfiniteQuery(eventQueries.list(project, filter));
  const chain = useQuery(eventQueries.verification(project));
  const rows = events.data?.pages.flatMap((page) => page.data) ?? [];
  const isFiltered = Object.values(filters).some(Boolean);
  return (
    <Section
      title="Audit log"
      beside={<ChainState chain={chain.data ?? null} error={chain.error?.message ?? null} />}
      actions={
        <a
          className={buttonClass({ size: "sm" })}
          href={`/api/v1/projects/${project}/events/export${toQuery(filter)}`}
          download
        >
          <Download className="i-sm" aria-hidden="true" />
          CSV
        </a>
      }
      flush
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-border px-4 py-2">
        <SearchInput
          label="Who"
          size="sm"
          shortcut="/"
          value={filters.actor}
          onValueChange={(actor) => void setFilters({ actor }, { limitUrlUpdates: debounce(250) })}
        />
        <Select
          size="sm"
          aria-label="What"
          className="w-40"
          value={filters.type}
          onChange={(event) => void setFilters({ type: event.target.value })}
        >
          <option value="">all events</option>
          {TYPES.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </Select>
        <Input
          size="sm"
          type="date"
          aria-label="From"
          className="w-36"
          value={filters.from}
          onChange={(event) => void setFilters({ from: event.target.value })}
        />
        <span className="small muted">to</span>
        <Input
          size="sm"
          type="date"
          aria-label="To"
          className="w-36"
          value={filters.to}
          onChange={(event) => void setFilters({ to: event.target.value })}
        />
        {isFiltered && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => void setFilters({ actor: null, type: null, from: null, to: null })}
          >
            Clear
          </Button>
        )}
      </div>
      {events.error ? (
        <ErrorState title="The log cannot be read." onRetry={() => void events.refetch()}>
          {events.error.message}
        </ErrorState>
      ) : events.data && rows.length === 0 ? (
        <Empty title="No event fits">Widen the dates, or clear the filters.</Empty>
      ) : (
        <Table label="Audit log" dense minWidth={760}>
          <thead>
            <tr>
              <Th num>No.</Th>
              <Th>When</Th>
              <Th>Who</Th>
              <Th>Event</Th>
              <Th>On</Th>
              <Th>Facts</Th>
            </tr>
          </thead>
          <tbody>
            {events.isPending && <SkeletonRows rows={8} widths={COLUMNS} />}
            {rows.map((event) => (
              <tr key={event.seq}>
                <Td num className="muted">
                  {event.seq}
                </Td>
                <Td className="small muted nowrap">
                  <RelativeTime value={event.at} />
                </Td>
                <Td className="small nowrap">
                  {event.actor.name}
                  {event.actor.kind !== "member" && (
                    <span className="faint"> {event.actor.kind === "key" ? "key" : "system"}</span>
                  )}
                </Td>
                <Td className="mono small name">{event.type}</Td>
                <Td className="small max-w-44 truncate" title={event.subject.id}>
                  {event.subject.type} <span className="mono">{event.subject.id}</span>
                </Td>
                <Td
                  className="small muted w-full max-w-0 truncate"
                  title={JSON.stringify(event.data)}
                >
                  {describeFacts(event.data)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {events.hasNextPage && (
        <footer>
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
