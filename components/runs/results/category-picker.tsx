"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CategoryManager } from "@/components/failure-categories/category-manager";
import { NewCategoryForm } from "@/components/failure-categories/new-category-form";
import { cn } from "@/components/ui/cn";
import { Chip } from "@/components/ui/data/chip";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { linkClass } from "@/components/ui/text/link-class";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { categoryQueries } from "@/lib/failure-categories/queries";
import type { Run } from "@/lib/runs/contract";
import { useCategoriseCases } from "@/lib/runs/hooks";
import type { Result } from "@/lib/runs/results/result-contract";

interface Props {
  project: string;
  run: Run;
  result: Result;
  mayWrite: boolean;
}

type Category = NonNullable<Result["category"]>;

/** Names the way in which a case fails: `1` to `5` for the first five, `n` for a new one. */
export function CategoryPicker({ project, run, result, mayWrite }: Props) {
  const { data } = useQuery(categoryQueries.list(project));
  const assign = useAssignCategory(project, run.number, result);
  const [isNaming, setIsNaming] = useState(false);
  const [isManaging, setIsManaging] = useState(false);
  const categories = data?.data ?? [];

  const press = (category: Category) =>
    assign(result.category?.id === category.id ? null : { id: category.id, name: category.name });

  useShortcuts(
    mayWrite
      ? [
          ...categories.slice(0, 5).map((category, index) => ({
            keys: String(index + 1),
            label: category.name,
            group: "Failure category",
            run: () => press(category),
          })),
          {
            keys: "n",
            label: "New failure category",
            group: "Failure category",
            run: () => setIsNaming(true),
          },
        ]
      : [],
  );

  return (
    <section className="grid gap-2">
      <h3 className="flex items-baseline text-12 font-semibold">
        Failure category
        {mayWrite && (
          <button
            type="button"
            className={cn(linkClass, "ml-auto font-normal")}
            onClick={() => setIsManaging(true)}
          >
            manage
          </button>
        )}
      </h3>
      {mayWrite ? (
        <CategoryChips
          categories={categories}
          assignedId={result.category?.id}
          onPress={press}
          onNew={isNaming ? null : () => setIsNaming(true)}
        />
      ) : (
        <p className="text-13">
          {result.category?.name ?? <span className="text-text-3">no category</span>}
        </p>
      )}
      <NewCategoryForm
        project={project}
        open={isNaming}
        submitLabel="Assign"
        onClose={() => setIsNaming(false)}
        onCreated={({ id, name }) => assign({ id, name })}
      />
      <CategoryManager project={project} open={isManaging} onOpenChange={setIsManaging} />
    </section>
  );
}

interface CategoryChipsProps {
  categories: readonly Category[];
  assignedId: string | undefined;
  onPress: (category: Category) => void;
  /** null: the new one is being named. */
  onNew: (() => void) | null;
}

function CategoryChips({ categories, assignedId, onPress, onNew }: CategoryChipsProps) {
  return (
    <div className="flex flex-wrap gap-1.5">
      {categories.map((category, index) => (
        <Chip
          key={category.id}
          {...(index < 5 ? { kbd: String(index + 1) } : {})}
          pressed={category.id === assignedId}
          onClick={() => onPress(category)}
        >
          {category.name}
        </Chip>
      ))}
      {onNew && (
        <Chip kbd="n" onClick={onNew}>
          New…
        </Chip>
      )}
    </div>
  );
}

/** Gives the case a category, or none; a toast takes it back. */
function useAssignCategory(project: string, runNumber: number, result: Result) {
  const categorise = useCategoriseCases(project, runNumber);
  function assign(category: Category | null, isUndo = false) {
    const previous = result.category;
    categorise.mutate(
      { caseIds: [result.caseId], category },
      {
        onSuccess: () => {
          if (isUndo) return;
          toast(
            category ? `${result.caseId}: ${category.name}` : `${result.caseId} has no category`,
            { action: { label: "Undo", onClick: () => assign(previous, true) } },
          );
        },
        onError: (error) => toastError(error.message),
      },
    );
  }
  return (category: Category | null) => assign(category);
}
