"use client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { formatInterval, formatRate } from "@/lib/format-number";
import type { WeekListItem } from "@/lib/weeks/contract";
import { weekQueries } from "@/lib/weeks/queries";

/** This week and the ones before, as they ended. */
export function WeeksTable({ project, week }: { project: string; week: string }) {
  const { data } = useQuery(weekQueries.list(project));
  const weeks = data?.data ?? [];
  return (
    <Section
      title="Weeks"
      flush
      beside={<span className="text-12 text-text-2">ended weeks keep their final numbers</span>}
    >
      <Table label="Weeks" dense minWidth={1000}>
        <thead>
          <tr>
            <Th>Week</Th>
            <Th>Lead</Th>
            <Th num>Steps</Th>
            <Th num>Reviewed</Th>
            <Th num>Failures</Th>
            <Th num>Cases</Th>
            <Th>Released</Th>
            <Th num>Success rate</Th>
            <Th>The change</Th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((item) => (
            <tr key={item.week} aria-selected={item.week === week}>
              <Td className="whitespace-nowrap">
                <Link
                  className="underline-offset-3 hover:underline"
                  href={`/${project}/week/${item.week}`}
                >
                  {item.title}
                </Link>{" "}
                {item.isCurrent && <Badge tone="accent">now</Badge>}
              </Td>
              <Td className="whitespace-nowrap">
                {item.lead?.name ?? <span className="text-text-3">nobody</span>}
              </Td>
              <Td num className="whitespace-nowrap">
                {item.stepsDone} of 7
              </Td>
              <Td num>{item.reviewed}</Td>
              <Td num>{item.failures ?? <span className="text-text-3">not reviewed</span>}</Td>
              <Td num>{item.cases}</Td>
              <Td className="whitespace-nowrap">{released(item)}</Td>
              <Td num className="whitespace-nowrap">
                {item.successRate ? (
                  <span title={`n = ${item.successRate.n}`}>
                    {formatRate(item.successRate.value)}{" "}
                    <span className="text-text-3">
                      {formatInterval(item.successRate.low, item.successRate.high)}
                    </span>
                  </span>
                ) : (
                  <span className="text-text-3">no value</span>
                )}
              </Td>
              <Td className="max-w-44 truncate">
                {item.change ?? <span className="text-text-3">none chosen</span>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function released({ releases, rollbacks }: WeekListItem): string {
  const back = rollbacks === 0 ? "" : `, ${rollbacks} rolled back`;
  return `${releases}${back}`;
}
