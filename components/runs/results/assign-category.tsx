"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NewCategoryForm } from "@/components/failure-categories/new-category-form";
import { Select } from "@/components/ui/controls/select";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { formatCountOf } from "@/lib/format-number";
import { useCategoriseCases } from "@/lib/runs/hooks";

interface Props {
  project: string;
  run: number;
  /** Ids of failed cases. */
  caseIds: readonly string[];
  label: string;
  /** Where they may have one already. */
  canClear?: boolean;
  onAssign: () => void;
}

const MOST = 1_000;

/** Gives failed cases one category: an existing one, or a new name. */
export function AssignCategory({ project, run, caseIds, label, canClear, onAssign }: Props) {
  const { data } = useQuery(categoryQueries.list(project));
  const categorise = useCategoriseCases(project, run);
  const [isNaming, setIsNaming] = useState(false);
  const assign = (category: { id: string; name: string } | null) =>
    categorise.mutate(
      { caseIds: caseIds.slice(0, MOST), category },
      {
        onSuccess: () => {
          toast(
            `${formatCountOf(Math.min(caseIds.length, MOST), "case")}: ${category?.name ?? "no category"}`,
          );
          onAssign();
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
    <>
      <Select
        size="sm"
        aria-label={label}
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
        {canClear && <option value="none">No category</option>}
      </Select>
      <NewCategoryForm
        project={project}
        open={isNaming}
        submitLabel="Assign"
        onClose={() => setIsNaming(false)}
        onCreated={({ id, name }) => assign({ id, name })}
      />
    </>
  );
}
