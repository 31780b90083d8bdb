"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { Input } from "@/components/ui/controls/input";
import { Options } from "@/components/ui/controls/options";
import { Select } from "@/components/ui/controls/select";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { releaseQueries } from "@/lib/releases/queries";
import { ChangesBetween } from "./changes-between";

const WEEK_MS = 7 * 24 * 3600 * 1000;

interface Props {
  project: string;
  environments: string[];
}

/** For an incident: what was live then, what is live now, and all that happened between. */
export function ChangesPanel({ project, environments }: Props) {
  const [query, set] = useQueryStates({
    from: parseAsString,
    to: parseAsString,
    in: parseAsString.withDefault(environments[0] ?? "production"),
  });
  // To the minute, so that the question stays the same while the page is open.
  const aWeekAgo = useMemo(
    () => new Date(Math.floor((Date.now() - WEEK_MS) / 60_000) * 60_000).toISOString(),
    [],
  );
  const from = momentOf(query.from) ?? aWeekAgo;
  const to = momentOf(query.to);
  const { data, error } = useQuery(
    releaseQueries.changes(project, { from, environment: query.in, ...(to ? { to } : {}) }),
  );
  return (
    <Section
      flush
      className="mb-4"
      title="What changed between"
      beside={
        <>
          <Input
            type="datetime-local"
            size="sm"
            className="w-46"
            aria-label="From"
            value={fieldValue(from)}
            onChange={(event) => set({ from: isoOf(event.target.value) })}
          />
          <span className="text-text-2 text-12">and</span>
          <Input
            type="datetime-local"
            size="sm"
            className="w-46"
            aria-label="To; empty means now"
            value={to ? fieldValue(to) : ""}
            onChange={(event) => set({ to: isoOf(event.target.value) })}
          />
          {!to && <span className="text-text-2 text-12">now</span>}
        </>
      }
      actions={
        <Select
          size="sm"
          aria-label="Environment"
          value={query.in}
          onChange={(event) => set({ in: event.target.value })}
        >
          <Options options={environments} value={query.in} />
        </Select>
      }
    >
      {error && <p className="p-4 text-13 text-fail">{error.message}</p>}
      {!data && !error && (
        <div className="p-4">
          <Skeleton />
        </div>
      )}
      {data && <ChangesBetween project={project} changes={data} isOpen={!to} />}
    </Section>
  );
}

function momentOf(text: string | null): string | null {
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** What a datetime field holds: a time without a zone, UTC as all that stands around it. */
const fieldValue = (iso: string): string => new Date(iso).toISOString().slice(0, 16);

const isoOf = (value: string): string | null =>
  value ? new Date(`${value}Z`).toISOString() : null;
