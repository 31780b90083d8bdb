import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import type { WeekNumbers } from "@/lib/weeks/contract";

/** Ways of failing among the traces that were reviewed, over eight weeks. */
export function FailureTable({
  project,
  numbers: { review, categories },
}: {
  project: string;
  numbers: WeekNumbers;
}) {
  const { rows, failures, categorised } = categories;
  return (
    <Section
      title="Failure categories"
      flush
      beside={
        <span className="small muted">
          {failures} of {review.reviewed} reviewed traces failed
          {failures > categorised && `, ${failures - categorised} without a category`}
        </span>
      }
    >
      {rows.length === 0 ? (
        <p className="muted p-4">
          There is no failure category yet. Review traces: each failure can be given one.
        </p>
      ) : (
        <Table label="Failure categories" dense>
          <thead>
            <tr>
              <Th>Category</Th>
              <Th num>This week</Th>
              <Th num>Last</Th>
              <Th>8 weeks</Th>
              <Th>State</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, now, before, weeks, state, isNew }) => (
              <tr key={id}>
                <Td className="name whitespace-normal!">
                  <Link
                    className="hover-link"
                    href={`/${project}/traces?category=${encodeURIComponent(name)}`}
                  >
                    {name}
                  </Link>
                </Td>
                <Td num>{now}</Td>
                <Td num className="muted">
                  {before}
                </Td>
                <Td>
                  <Sparkline values={weeks} label={`${name} by week`} width={64} height={18} />
                </Td>
                <Td>
                  <Badge tone="outline">
                    {isNew && now > 0 && state === "open" ? "open, new" : state}
                  </Badge>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
