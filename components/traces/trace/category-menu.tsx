"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { chipClass } from "@/components/ui/data/chip";
import { Menu } from "@/components/ui/overlays/menu";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { categoryQueries } from "@/lib/failure-categories/queries";
import type { SaveReview } from "@/lib/trace-reviews/contract";
import { useSaveReview } from "@/lib/trace-reviews/hooks";
import type { TraceDetail } from "@/lib/traces/contract";

interface Props {
  project: string;
  trace: TraceDetail;
}

/** What a person says of this trace: a failure category, or that it is fine. */
export function CategoryMenu({ project, trace: { id, review } }: Props) {
  const categories = useQuery(categoryQueries.list(project)).data?.data ?? [];
  const save = useSaveReview(project);
  const give = (body: Pick<SaveReview, "verdict" | "category">, message: string) =>
    save.mutate(
      { id, body: { ...body, since: review?.reviewedAt ?? null } },
      { onSuccess: () => toast(message), onError: (error) => toastError(error.message) },
    );
  useShortcuts(
    categories.slice(0, 5).map(({ id: category, name }, index) => ({
      keys: String(index + 1),
      label: name,
      group: "Failure category",
      run: () => give({ verdict: "failure", category }, `A failure: ${name}`),
    })),
  );
  const shown = review
    ? (review.category ?? (review.verdict === "failure" ? "failure, no category" : review.verdict))
    : "not reviewed";
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={cn(chipClass({ pressable: true }), "max-w-full")}
          aria-label={`Failure category: ${shown}`}
          aria-busy={save.isPending || undefined}
        >
          <span className="truncate">{shown}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
      items={[
        { heading: "Failure category" },
        ...categories.map(({ id: category, name }, index) => ({
          label: name,
          hint: index < 5 ? String(index + 1) : undefined,
          checked: review?.category === name,
          onSelect: () => give({ verdict: "failure", category }, `A failure: ${name}`),
        })),
        {
          label: "New failure category…",
          href: `/${project}/traces/review?trace=${encodeURIComponent(id)}`,
        },
        { separator: true },
        {
          label: "Fine",
          checked: review?.verdict === "fine",
          onSelect: () => give({ verdict: "fine" }, "Fine"),
        },
        {
          label: "Unclear",
          checked: review?.verdict === "unclear",
          onSelect: () => give({ verdict: "unclear" }, "Unclear"),
        },
      ]}
    />
  );
}
