"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsBoolean, useQueryState } from "nuqs";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { toastError } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCount, formatCountOf } from "@/lib/format-number";
import type { Judge } from "@/lib/judges/contract";
import type { PolicyDoubt } from "@/lib/judges/doubt-contract";
import { useDropDoubt } from "@/lib/judges/hooks";
import { judgeQueries } from "@/lib/judges/queries";
import { judgeHref } from "./judge-words";

interface Props {
  project: string;
  judge: Judge;
  mayWrite: boolean;
}

/** What labellers say that the policy does not decide, until a new policy is written. */
export function PolicyDoubts({ project, judge, mayWrite }: Props) {
  const [, setIsEditing] = useQueryState("edit", parseAsBoolean);
  const { data } = useQuery(judgeQueries.doubts(project, judge.name));
  const open = data?.data.filter(({ isOpen }) => isOpen) ?? [];
  const older = (data?.data.length ?? 0) - open.length;
  if (open.length === 0 && older === 0) return null;
  return (
    <Section
      title="Policy is unclear"
      beside={open.length > 0 && <Badge tone="warn">{formatCount(open.length)}</Badge>}
      aria-label="Policy is unclear"
      footer={
        older > 0 && `${formatCountOf(older, "output")} noted with earlier versions of the policy.`
      }
    >
      {open.length === 0 ? (
        <p className="text-12 text-text-2">Nothing is open with policy v{judge.policyVersion}.</p>
      ) : (
        <ul className="grid gap-2.5">
          {open.map((doubt) => (
            <Doubt
              key={doubt.id}
              project={project}
              judge={judge}
              doubt={doubt}
              mayWrite={mayWrite}
            />
          ))}
        </ul>
      )}
      {mayWrite && open.length > 0 && (
        <Button size="sm" className="mt-3" onClick={() => void setIsEditing(true)}>
          Change the policy…
        </Button>
      )}
    </Section>
  );
}

function Doubt({ project, judge, doubt, mayWrite }: Props & { doubt: PolicyDoubt }) {
  const drop = useDropDoubt(project, judge.name);
  const { item, note, by, at, isYours } = doubt;
  return (
    <li className="grid gap-0.5 text-12/4.5">
      <span>
        <Link
          className={linkClass}
          href={`${judgeHref(project, judge.name, "labels")}?item=${item.id}`}
        >
          Output {item.number}
        </Link>
        : {note}
      </span>
      {item.output !== null && (
        <span className="line-clamp-2 break-words text-text-2">“{item.output}”</span>
      )}
      <span className="flex items-center gap-1.5 text-text-3">
        {by}, <RelativeTime value={at} />
        {mayWrite && isYours && (
          <button
            type="button"
            className={linkClass}
            disabled={drop.isPending}
            onClick={() => drop.mutate(item.id, { onError: (error) => toastError(error.message) })}
          >
            Take back
          </button>
        )}
      </span>
    </li>
  );
}
