"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowUpFromLine, Undo2 } from "lucide-react";
import Link from "next/link";
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { formatCountOf } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { Changes } from "@/lib/releases/contract";
import { releaseQueries } from "@/lib/releases/queries";
import { lanesOf } from "./lanes";
import "./releases.css";

const WEEK_MS = 7 * 24 * 3600 * 1000;
const MOST_LANES = 12;

interface Props {
  project: string;
  environments: string[];
}

/** For an incident: what was live then, what is live now, and all that happened between. */
export function ChangesPanel({ project, environments }: Props) {
  const [asked, set] = useQueryStates({
    from: parseAsString,
    to: parseAsString,
    in: parseAsString.withDefault(environments[0] ?? "production"),
  });
  // To the minute, so that the question stays the same while the page is open.
  const aWeekAgo = useMemo(
    () => new Date(Math.floor((Date.now() - WEEK_MS) / 60_000) * 60_000).toISOString(),
    [],
  );
  const from = momentOf(asked.from) ?? aWeekAgo;
  const to = momentOf(asked.to);
  const { data, error } = useQuery(
    releaseQueries.changes(project, { from, environment: asked.in, ...(to ? { to } : {}) }),
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
            value={localValue(from)}
            onChange={(event) => set({ from: isoOf(event.target.value) })}
          />
          <span className="muted small">and</span>
          <Input
            type="datetime-local"
            size="sm"
            className="w-46"
            aria-label="To; empty means now"
            value={to ? localValue(to) : ""}
            onChange={(event) => set({ to: isoOf(event.target.value) })}
          />
          {!to && <span className="muted small">now</span>}
        </>
      }
      actions={
        <Select
          size="sm"
          aria-label="Environment"
          value={asked.in}
          onChange={(event) => set({ in: event.target.value })}
        >
          {environments.map((environment) => (
            <option key={environment}>{environment}</option>
          ))}
        </Select>
      }
    >
      {error && <p className="p-4 text-13 text-fail">{error.message}</p>}
      {!data && !error && (
        <div className="p-4">
          <Skeleton />
        </div>
      )}
      {data && <Between project={project} changes={data} />}
    </Section>
  );
}

function Between({ project, changes }: { project: string; changes: Changes }) {
  const lanes = lanesOf(changes).sort((a, b) => Number(b.hasChanged) - Number(a.hasChanged));
  const unchanged = lanes.filter(({ hasChanged }) => !hasChanged).length;
  if (lanes.length === 0) {
    return (
      <p className="p-4 text-13 text-text-2">
        Nothing was live in {changes.environment} at the second of these moments.
      </p>
    );
  }
  return (
    <>
      <div className="lanes">
        {lanes.slice(0, MOST_LANES).map(({ prompt, spans }) => (
          <div key={prompt} className="lane">
            <Link
              className="hover-link truncate font-mono"
              href={`/${project}/prompts/${encodeURIComponent(prompt)}/releases`}
            >
              {prompt}
            </Link>
            <div className="bar">
              {spans.map((span) => (
                <span
                  key={`${span.version}-${span.start}`}
                  className="span"
                  data-live={span.isLast || undefined}
                  data-rolled-back={span.isRolledBack || undefined}
                  title={`v${span.version}${span.isRolledBack ? ", rolled back" : ""}`}
                  style={{
                    left: `${span.start * 100}%`,
                    width: `max(6px, ${(span.end - span.start) * 100}%)`,
                  }}
                >
                  v{span.version}
                </span>
              ))}
            </div>
          </div>
        ))}
      </div>
      <ul className="grid gap-1 border-border border-t px-4 py-3 text-13">
        {changes.releases.map((release) => (
          <li key={release.id} className="flex flex-wrap items-center gap-2">
            <span className="small muted w-24">
              <RelativeTime value={release.releasedAt} />
            </span>
            {release.rolledBack ? (
              <Undo2 className="i-sm text-fail" aria-hidden="true" />
            ) : (
              <ArrowUpFromLine className="i-sm" aria-hidden="true" />
            )}
            <Link className="link" href={`/${project}/releases/${release.number}`}>
              release {release.number}
            </Link>
            <span>
              <span className="font-mono">{release.prompt}</span>{" "}
              {release.replaces === null ? "" : `v${release.replaces} → `}
              <b className="font-mono">v{release.version}</b>
              {release.rolledBack && ", rolled back"}, by {release.releasedBy.name}
            </span>
            {release.replaces !== null && (
              <Link
                className="link small"
                href={`/${project}/prompts/${encodeURIComponent(release.prompt)}/diff?from=${release.replaces}&to=${release.version}`}
              >
                diff
              </Link>
            )}
          </li>
        ))}
        <li className="small muted">
          {changes.isCut && "Only the newest 500 releases are shown. "}
          {changes.releases.length === 0 && "Nothing was released or rolled back. "}
          {formatCountOf(unchanged, "prompt")} did not change.
        </li>
      </ul>
    </>
  );
}

function momentOf(text: string | null): string | null {
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** What a datetime field holds: the local time, without a zone. */
function localValue(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const isoOf = (local: string): string | null => (local ? new Date(local).toISOString() : null);
