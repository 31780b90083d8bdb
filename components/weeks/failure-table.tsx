import { Sparkline } from "@/components/charts/sparkline";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatRate } from "@/lib/format-number";
import type { WeekNumbers } from "@/lib/weeks/numbers-contract";

/** Ways of failing among the traces that were reviewed, over eight weeks. */
export function FailureTable({
  project,
  numbers: { review, categories },
}: {
  project: string;
  numbers: WeekNumbers;
}) {
  const { rows, failures, categorised, reviewed, reviewedBefore } = categories;
  return (
    <Section
      title="Failure categories"
      flush
      actions={
        <Link className={linkClass} href={`/${project}/failure-categories`}>
          over versions
        </Link>
      }
      beside={
        <span className="text-12 text-text-2">
          {review.reviewed === 0
            ? "not reviewed this week"
            : `${failures} of ${review.reviewed} reviewed traces failed`}
          {failures > categorised && `, ${failures - categorised} without a category`}
        </span>
      }
    >
      {rows.length === 0 ? (
        <p className="text-text-2 p-4">
          No failure categories yet. They are added while reviewing traces.
        </p>
      ) : (
        <Table label="Failure categories" dense>
          <thead>
            <tr>
              <Th>Category</Th>
              <Th num>This week</Th>
              <Th num title="In as much of the week before">
                Last{reviewedBefore > 0 && `, of ${reviewedBefore}`}
              </Th>
              <Th title="Failures per reviewed trace">8 weeks</Th>
              <Th>State</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, now, before, weeks, state, isNew }) => (
              <tr key={id}>
                <Td>
                  <Link
                    className="underline-offset-3 hover:underline"
                    href={`/${project}/traces?category=${encodeURIComponent(name)}`}
                  >
                    {name}
                  </Link>
                </Td>
                <Td num>{now}</Td>
                <Td num className="text-text-2">
                  {before ?? <span className="text-text-3 text-12">not reviewed</span>}
                </Td>
                <Td>
                  <Sparkline
                    values={weeks.map((n, index) => shareOf(n, reviewed[index]))}
                    format={(share) => formatRate(share, 0)}
                    label={`${name} by week`}
                    width={64}
                    height={18}
                  />
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

/** Per reviewed trace; a week without reviews is a gap. */
const shareOf = (n: number | null, reviewed: number | undefined): number | null =>
  n === null || !reviewed ? null : n / reviewed;
