"use client";
import { Menu } from "@/components/ui/overlays/menu";
import { toastError } from "@/components/ui/overlays/toast";
import type { Member } from "@/lib/projects/member-contract";
import type { Week } from "@/lib/weeks/contract";
import { useUpdateWeek } from "@/lib/weeks/hooks";

interface Props {
  project: string;
  week: Week;
  members: Pick<Member, "id" | "name">[];
  mayDecide: boolean;
}

/** Who leads the week, as a part of the sentence. */
export function LeadPicker({ project, week, members, mayDecide }: Props) {
  const update = useUpdateWeek(project, week.week);
  const text = week.lead
    ? `${week.lead.name.split(" ")[0]} ${week.isCurrent ? "leads" : "led"} this week.`
    : "Nobody leads this week.";
  if (!mayDecide) return text;
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="underline-offset-3 hover:underline"
          aria-label={`${text} Choose who leads`}
        >
          {text}
        </button>
      }
      items={[
        { heading: "Who leads this week" },
        ...members.map(({ id, name }) => ({
          label: name,
          checked: id === week.lead?.id,
          onSelect: () =>
            update.mutate({ leadId: id }, { onError: ({ message }) => toastError(message) }),
        })),
      ]}
    />
  );
}
