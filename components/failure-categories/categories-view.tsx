"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { toast } from "@/components/ui/overlays/toast";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { sortCategories } from "@/lib/failure-categories/categories-in-use";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { CategoryMoves } from "./category-moves";
import { CategoryTable } from "./category-table";
import { NewCategoryForm } from "./new-category-form";

const SplitDialog = lazyView(() => import("./split-dialog"));

/** Ways of failing over versions: which are open, what was fixed where, what came back. */
export function CategoriesView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const { data, error, refetch } = useQuery(categoryQueries.list(project));
  const [split, setSplit] = useState<FailureCategory | null>(null);
  const [isNaming, setIsNaming] = useState(false);
  const categories = sortCategories(data?.data ?? []);
  return (
    <>
      <PageHead
        title="Failure categories"
        sub="Your names for ways of failing: what is open, what was fixed in which version, and what came back."
        actions={
          <>
            <a
              className={buttonClass()}
              href={`/api/v1/projects/${project}/failure-categories/exports`}
              download
            >
              <Download className="size-3.5" aria-hidden="true" />
              CSV
            </a>
            {mayWrite && (
              <Button
                variant="primary"
                icon={<Plus aria-hidden="true" />}
                onClick={() => setIsNaming(true)}
              >
                New category
              </Button>
            )}
          </>
        }
      />
      <div className="grid gap-4">
        <NewCategoryForm
          project={project}
          open={isNaming}
          submitLabel="Add"
          onClose={() => setIsNaming(false)}
          onCreated={({ name }) => toast(`Added “${name}”`)}
        />
        <Section flush>
          {error && !data && (
            <ErrorState
              title="The categories could not be read."
              onRetry={() => void refetch()}
              error={error}
            />
          )}
          {data && categories.length === 0 && (
            <Empty title="No failure categories yet">
              Give failed cases of a run or reviewed traces a category: press n on one. Three to
              five at a time are enough.
            </Empty>
          )}
          {categories.length > 0 && (
            <CategoryTable {...{ project, categories, mayWrite }} onSplit={setSplit} />
          )}
        </Section>
        <CategoryMoves project={project} mayWrite={mayWrite} />
      </div>
      {split && (
        <SplitDialog
          key={split.id}
          project={project}
          category={split}
          onClose={() => setSplit(null)}
        />
      )}
    </>
  );
}
