"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NewCategoryForm } from "@/components/failure-categories/new-category-form";
import { Button } from "@/components/ui/controls/button";
import { Select } from "@/components/ui/controls/select";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { formatCountOf } from "@/lib/format-number";
import { useCategoriseCases } from "@/lib/runs/hooks";

interface Props {
  project: string;
  run: number;
  /** Ids of failed cases. */
  marked: readonly string[];
  onClear: () => void;
}

const MOST = 1_000;

/** Gives all marked failures one category. */
export function ResultMarkBar({ project, run, marked, onClear }: Props) {
  const { data } = useQuery(categoryQueries.list(project));
  const categorise = useCategoriseCases(project, run);
  const [isNaming, setIsNaming] = useState(false);
  const assign = (category: { id: string; name: string } | null) =>
    categorise.mutate(
      { caseIds: marked.slice(0, MOST), category },
      {
        onSuccess: () => {
          toast(
            `${formatCountOf(Math.min(marked.length, MOST), "case")}: ${category?.name ?? "no category"}`,
          );
          onClear();
        },
        onError: (error) => toastError(error.message),
      },
    );
  const choose = (value: string) => {
    if (value === "new") return setIsNaming(true);
    const category = data?.data.find(({ id }) => id === value);
    if (value === "none") assign(null);
    else if (category) assign({ id: category.id, name: category.name });
  };
  return (
    <section
      aria-label="Marked cases"
      className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-t bg-selected px-(--gutter) py-2 text-13"
    >
      <b>{formatCountOf(marked.length, "failed case")} marked</b>
      <Select
        size="sm"
        aria-label="Failure category of the marked cases"
        className="w-52"
        value=""
        disabled={categorise.isPending}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">Set category…</option>
        {data?.data.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="new">New category…</option>
        <option value="none">No category</option>
      </Select>
      <NewCategoryForm
        project={project}
        open={isNaming}
        submitLabel="Assign"
        onClose={() => setIsNaming(false)}
        onCreated={({ id, name }) => assign({ id, name })}
      />
      <Button size="sm" variant="ghost" onClick={onClear}>
        Clear marks
      </Button>
    </section>
  );
}
