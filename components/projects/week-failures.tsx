import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount } from "@/lib/format-number";
import type { Overview } from "@/lib/metrics/overview-contract";

interface Props {
  project: string;
  failures: Overview["failures"];
}

/** What people found in this week's traces, by category, beside the week before. */
export function WeekFailures({ project, failures }: Props) {
  const { reviewed, reviewedBefore, failed, categories } = failures;
  const most = Math.max(1, ...categories.map(({ now }) => now));
  return (
    <Section
      flush
      title="The week"
      actions={
        <Link className={cn(linkClass, "text-12")} href={`/${project}/week`}>
          Open the week
        </Link>
      }
    >
      {categories.length === 0 ? (
        <p className="text-12 text-text-2 px-4 py-3">
          {reviewed === 0
            ? "No trace was reviewed this week."
            : `${formatCount(reviewed)} traces reviewed, none failed.`}
        </p>
      ) : (
        <Table label="Failures of this week" dense size="sm">
          <thead>
            <tr>
              <Th>
                {formatCount(failed)} of {formatCount(reviewed)} traces failed
              </Th>
              <Th>
                <span className="sr-only">Share</span>
              </Th>
              <Th num>now</Th>
              <Th num title="In as much of the week before">
                last{reviewedBefore > 0 && `, of ${formatCount(reviewedBefore)}`}
              </Th>
            </tr>
          </thead>
          <tbody>
            {categories.map(({ category, now, before }) => (
              <tr key={category}>
                <Td>{category}</Td>
                <Td className="[--cell-x:0px]">
                  <span
                    aria-hidden="true"
                    className="block h-2 rounded-sm bg-chart-1"
                    style={{ width: Math.round((now / most) * 40) }}
                  />
                </Td>
                <Td num>{now}</Td>
                <Td num className="text-text-2">
                  {before ?? "not reviewed"}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
