"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import type { PolicyDoubt } from "@/lib/judges/doubt-contract";
import { judgeQueries } from "@/lib/judges/queries";

interface Props {
  project: string;
  judge: string;
  policy: string;
  onPolicy: (policy: string) => void;
}

const LONGEST_EXAMPLE = 400;

/** What the policy leaves open, beside the policy that is being written; outputs of test stay out of it. */
export function DoubtExamples({ project, judge, policy, onPolicy }: Props) {
  const { data } = useQuery(judgeQueries.doubts(project, judge));
  const open = data?.data.filter(({ isOpen }) => isOpen) ?? [];
  if (open.length === 0) return null;
  return (
    <section className="grid gap-1.5 rounded border bg-subtle px-3 py-2 text-12" aria-label="Open">
      <h3 className="font-semibold">The policy leaves open</h3>
      <ul className="grid gap-1.5">
        {open.map((doubt) => {
          const example = exampleOf(doubt);
          return (
            <li key={doubt.id} className="flex items-start gap-2">
              <span className="min-w-0 flex-1 break-words">
                Output {doubt.item.number}: {doubt.note}
              </span>
              {example && (
                <Button
                  size="sm"
                  disabled={policy.includes(example)}
                  onClick={() => onPolicy(`${policy.trimEnd()}\n\n${example}`)}
                >
                  Add as example
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function exampleOf({ item, note }: PolicyDoubt): string | null {
  if (item.output === null) return null;
  const text = item.output.replaceAll(/\s+/g, " ").slice(0, LONGEST_EXAMPLE);
  return `Example, ${note}: “${text}” passes, because …`;
}
