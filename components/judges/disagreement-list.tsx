"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CasesSkeleton } from "@/components/eval-sets/cases-skeleton";
import { Button } from "@/components/ui/controls/button";
import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { ShowOlder } from "@/components/ui/data/show-older";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { sectionClass } from "@/components/ui/section";
import type { Judge } from "@/lib/judges/contract";
import { useResolveItem } from "@/lib/judges/hooks";
import type { LabelItem } from "@/lib/judges/label-contract";
import { judgeQueries } from "@/lib/judges/queries";

interface Props {
  project: string;
  judge: Judge;
  mayWrite: boolean;
  /** The policy does not decide it. */
  onDoubt: (item: LabelItem) => void;
}

/** Outputs about which people differ, and what each of them said. */
export function DisagreementList({ project, judge, mayWrite, onDoubt }: Props) {
  const query = useInfiniteQuery(judgeQueries.items(project, judge.name, "disagreements"));
  const resolve = useResolveItem(project, judge.name);
  if (query.isPending) return <CasesSkeleton rows={4} />;
  const items = query.data?.pages.flatMap(({ data }) => data) ?? [];
  if (items.length === 0) {
    return (
      <Empty title="No disagreements">
        Outputs about which two people differ stand here until somebody decides.
      </Empty>
    );
  }
  const decide = (item: LabelItem, label: string) =>
    resolve.mutate(
      { item: item.id, label, note: "" },
      {
        onSuccess: () => toast(`Output ${item.number} counts as ${label}`),
        onError: (error) => toastError(error.message),
      },
    );
  return (
    <>
      <p className="mb-3 text-13 text-text-2">
        You see others’ labels of what you labelled yourself. The resolved label counts; the
        originals are kept to measure agreement.
      </p>
      <ul className={sectionClass}>
        {items.map((item) => (
          <li
            key={item.id}
            className="grid gap-3 border-b px-4 py-3 text-13 last:border-b-0 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
          >
            <div className="min-w-0">
              <b className="font-mono text-12">{item.number}</b>{" "}
              <span className="line-clamp-3 break-words whitespace-pre-wrap">{item.output}</span>
            </div>
            <div className="grid content-start gap-1.5">
              {item.labels.length > 0 ? (
                item.labels.map(({ labeller, label, note }) => (
                  <p key={labeller} className="flex flex-wrap items-center gap-2">
                    <Person name={labeller} />
                    <Badge tone={toneOf(judge, label)}>{label ?? "deferred"}</Badge>
                    <span className="text-text-2">{note}</span>
                  </p>
                ))
              ) : (
                <p className="text-text-2">Hidden until you have labelled it.</p>
              )}
            </div>
            {mayWrite && (
              <div className="flex flex-wrap items-start gap-2">
                {judge.labels.map(({ label }) => (
                  <Button
                    key={label}
                    size="sm"
                    disabled={item.labels.length === 0}
                    busy={resolve.isPending}
                    onClick={() => decide(item, label)}
                  >
                    {label}
                  </Button>
                ))}
                <Button size="sm" disabled={item.labels.length === 0} onClick={() => onDoubt(item)}>
                  Policy is unclear…
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <ShowOlder of={query} />
      <Notice className="mt-4">
        “Policy is unclear” keeps the output with the judge’s policy until the policy is changed. A
        new policy makes the calibration stale.
      </Notice>
    </>
  );
}

function toneOf(judge: Judge, label: string | null): "pass" | "fail" | "default" {
  const word = judge.labels.find((one) => one.label === label);
  return word ? (word.passes ? "pass" : "fail") : "default";
}
