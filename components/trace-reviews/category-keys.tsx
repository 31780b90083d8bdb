"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { NewCategoryForm } from "@/components/failure-categories/new-category-form";
import { keyClass, keyCountClass } from "@/components/trace-reviews/review-class";
import { cn } from "@/components/ui/cn";
import { lazyView } from "@/components/ui/lazy-view";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link-class";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { isInUse, MOST_IN_USE, sortCategories } from "@/lib/failure-categories/categories-in-use";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";

const CategoryManager = lazyView(() =>
  import("@/components/failure-categories/category-manager").then(
    (module) => module.CategoryManager,
  ),
);

interface Props {
  project: string;
  selected: string | null;
  disabled: boolean;
  onSelect: (category: string | null) => void;
}

/** `1` to `5` give a category, `n` names a new one: at most five are in use at a time. */
export function CategoryKeys({ project, selected, disabled, onSelect }: Props) {
  const { data } = useQuery(categoryQueries.list(project));
  const trends = useQuery(traceReviewQueries.trends(project, 1)).data?.data ?? [];
  const [isNaming, setNaming] = useState(false);
  const [isManaging, setManaging] = useState(false);
  const categories = sortCategories(data?.data ?? []);
  const inUse = categories.filter(isInUse).length;
  const isFull = inUse >= MOST_IN_USE;
  const thisWeek = (id: string) =>
    trends.find(({ category }) => category.id === id)?.weeks.at(-1)?.traces ?? 0;
  const press = (id: string) => onSelect(selected === id ? null : id);
  const addNew = () => (isFull ? setManaging(true) : setNaming(true));

  useShortcuts(
    disabled
      ? []
      : [
          ...categories.slice(0, 5).map((category, index) => ({
            keys: String(index + 1),
            label: category.name,
            group: "Failure category",
            run: () => press(category.id),
          })),
          { keys: "n", label: "New failure category", group: "Failure category", run: addNew },
        ],
  );

  return (
    <section>
      <CategoryHead disabled={disabled} onManage={() => setManaging(true)} />
      <div className="grid gap-1">
        {categories.map((category, index) => (
          <CategoryKey
            key={category.id}
            category={category}
            place={index + 1}
            tracesThisWeek={thisWeek(category.id)}
            isSelected={selected === category.id}
            disabled={disabled}
            onPress={() => press(category.id)}
          />
        ))}
        <NewCategoryForm
          project={project}
          open={isNaming}
          submitLabel="Add"
          onClose={() => setNaming(false)}
          onCreated={(category) => onSelect(category.id)}
        />
        {!isNaming && (
          <button type="button" className={keyClass} disabled={disabled} onClick={addNew}>
            <Kbd keys="n" aria-hidden="true" />
            New category…
            <span className={keyCountClass}>
              {inUse} of {MOST_IN_USE} in use
            </span>
          </button>
        )}
      </div>
      {isFull && (
        <p className="text-12 text-text-3 mt-1">
          Five are active. Mark one as fixed or archive it before you add another.
        </p>
      )}
      {isManaging && (
        <CategoryManager project={project} open={isManaging} onOpenChange={setManaging} />
      )}
    </section>
  );
}

function CategoryHead({ disabled, onManage }: { disabled: boolean; onManage: () => void }) {
  return (
    <div className="mb-2 flex items-baseline">
      <h2>Failure category</h2>
      <button
        type="button"
        className={cn(linkClass, "text-12 ml-auto")}
        disabled={disabled}
        onClick={onManage}
      >
        manage
      </button>
      <span className="text-12 text-text-3 ml-2">this week</span>
    </div>
  );
}

interface CategoryKeyProps {
  category: FailureCategory;
  /** Counted from 1; the first five have a key. */
  place: number;
  tracesThisWeek: number;
  isSelected: boolean;
  disabled: boolean;
  onPress: () => void;
}

function CategoryKey(props: CategoryKeyProps) {
  const { category, place, tracesThisWeek, isSelected, disabled, onPress } = props;
  return (
    <button
      type="button"
      className={keyClass}
      aria-pressed={isSelected}
      disabled={disabled}
      onClick={onPress}
    >
      {place <= 5 && <Kbd keys={String(place)} aria-hidden="true" />}
      <span className="min-w-0 wrap-anywhere">{category.name}</span>
      <span className={keyCountClass}>
        {category.state !== "open" && `${category.state}, `}
        {tracesThisWeek}
      </span>
    </button>
  );
}
