"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { shortId, traceHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { Table, Td, Th } from "@/components/ui/data/table";
import { linkClass } from "@/components/ui/text/link-class";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { formatCountOf } from "@/lib/format-number";
import type { MadeCases } from "@/lib/trace-reviews/cases/case-contract";
import { useMakeCases } from "@/lib/trace-reviews/hooks";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";

/** Each category's failures of the week, which become cases together. */
export function CategoryCases({
  project,
  week,
  isCurrent,
}: {
  project: string;
  week: string;
  isCurrent: boolean;
}) {
  const trends = useQuery(traceReviewQueries.trends(project)).data?.data ?? [];
  const sets = useQuery(evalSetQueries.list(project)).data?.data ?? [];
  const [evalSet, setEvalSet] = useState<string | null>(null);
  const [answer, setAnswer] = useState<{ name: string; result: MadeCases } | null>(null);
  const make = useMakeCases(project);
  // The one that was worked on last, until another is chosen.
  const latest = sets.toSorted((one, two) => (one.updatedAt < two.updatedAt ? 1 : -1))[0];
  const target = evalSet ?? latest?.name;
  const rows = trends
    .map(({ category, weeks }) => ({
      ...category,
      traces: weeks.find((one) => one.week === week)?.traces ?? 0,
      before: weeks.filter((one) => one.week < week).at(-1)?.traces ?? 0,
    }))
    .filter(({ traces }) => traces > 0);
  if (rows.length === 0 || !target) return null;
  return (
    <section className="grid gap-3">
      <div className="flex items-center gap-3">
        <h2>What failed, by category</h2>
        <Select
          size="sm"
          className="ml-auto w-52"
          aria-label="Eval set for the cases"
          value={target}
          onChange={(event) => setEvalSet(event.target.value)}
        >
          {sets.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </div>
      {make.error && <FormError error={make.error} />}
      <Table label="Failure categories of the week" dense>
        <thead>
          <tr>
            <Th className="[--cell-start:0px]">Category</Th>
            <Th num>{isCurrent ? "This week" : "That week"}</Th>
            <Th num>Week before</Th>
            <Th className="[--cell-end:0px]">
              <span className="sr-only">Make cases</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, state, traces, before }) => (
            <tr key={id}>
              <Td className="[--cell-start:0px]">
                <Link
                  className="underline-offset-3 hover:underline"
                  href={`/${project}/traces?category=${encodeURIComponent(name)}`}
                >
                  {name}
                </Link>
                {state !== "open" && <span className="text-12 text-text-2"> {state}</span>}
              </Td>
              <Td num>{traces}</Td>
              <Td num className="text-text-2">
                {before}
              </Td>
              <Td className="[--cell-end:0px] text-right">
                <Button
                  size="sm"
                  busy={make.isPending && make.variables.category === id}
                  onClick={() =>
                    make.mutate(
                      { category: id, body: { evalSet: target, week } },
                      { onSuccess: (result) => setAnswer({ name, result }) },
                    )
                  }
                >
                  Turn into cases
                </Button>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {answer && <Answer project={project} evalSet={target} {...answer} />}
    </section>
  );
}

function Answer({
  project,
  evalSet,
  name,
  result: { made: newCases, left },
}: {
  project: string;
  evalSet: string;
  name: string;
  result: MadeCases;
}) {
  return (
    <div className="grid gap-1 text-13" role="status">
      <p>
        {formatCountOf(newCases.length, "case")} of “{name}” added to{" "}
        <Link
          className={cn(linkClass, "font-mono text-code")}
          href={`/${project}/eval-sets/${encodeURIComponent(evalSet)}`}
        >
          {evalSet}
        </Link>
        {left.length > 0 && `, ${left.length} left out:`}
      </p>
      <ul className="grid gap-1">
        {left.map(({ traceId, reason }) => (
          <li key={traceId} className="text-12 text-text-2">
            <Link
              className={cn(linkClass, "font-mono text-code")}
              href={traceHref(project, traceId)}
            >
              {shortId(traceId)}
            </Link>{" "}
            {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
