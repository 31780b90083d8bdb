"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { formatMoment } from "@/lib/format-time";
import type { AlertRule, AlertPreview as Preview } from "@/lib/metrics/alerts/alert-contract";
import { formatReading } from "@/lib/metrics/format-reading";
import { alertQueries } from "@/lib/metrics/queries";
import { samplesInWords } from "./alert-draft";

/** How often the rule would have fired: the best guess at how often it will. */
export function AlertPreview({ project, rule }: { project: string; rule: AlertRule | null }) {
  const key = JSON.stringify(rule);
  const [settled, setSettled] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), 300);
    return () => clearTimeout(timer);
  }, [key]);
  const settledRule = JSON.parse(settled) as AlertRule | null;
  const { data, error } = useQuery(alertQueries.preview(project, settledRule));
  return (
    <section
      className="rounded border bg-subtle px-3 py-2.5 text-13"
      aria-label="In the last 14 days"
      aria-live="polite"
    >
      {!rule || !settledRule ? (
        <span className="text-text-2">Write a bar to see how often it would have fired.</span>
      ) : error ? (
        <span className="text-text-2">{error.message}</span>
      ) : data ? (
        <Firings preview={data} rule={settledRule} />
      ) : (
        <Skeleton width={280} />
      )}
    </section>
  );
}

function Firings({ preview, rule }: { preview: Preview; rule: AlertRule }) {
  const { breaches, breachedHours, noDataHours, hours, now, step } = preview;
  const samples = samplesInWords(rule, now.n);
  return (
    <div className="grid gap-1">
      <p>
        <b>
          {breaches.length === 0
            ? "Would not have fired in the last 14 days."
            : `Would have fired ${formatCountOf(breaches.length, "time")} in the last 14 days, ${formatCountOf(breachedHours, "hour")} in all.`}
        </b>{" "}
        {step === "hour" && "Looked at once an hour, as there are too many traces. "}
        {noDataHours > 0 &&
          `Too little data in ${formatCount(noDataHours)} of ${formatCount(hours)} hours.`}
      </p>
      {breaches.length > 0 && (
        <ul className="max-h-28 overflow-y-auto" aria-label="Each time">
          {breaches.map(({ from, to, peak }) => (
            <li key={from} className="text-12 text-text-2 tabular-nums">
              {formatMoment(from)} to {to ? formatMoment(to) : "now"},{" "}
              {rule.comparator === ">" ? "up to" : "down to"} {formatReading(rule.metric, peak)}
            </li>
          ))}
        </ul>
      )}
      <p className="text-12 text-text-2 tabular-nums">
        Now {now.value === null ? "no value" : formatReading(rule.metric, now.value)}, n ={" "}
        {formatCount(now.n)}
      </p>
      {samples && <p className="text-12 text-text-2">{samples}</p>}
    </div>
  );
}
