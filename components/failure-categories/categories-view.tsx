"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, Plus } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { Fragment, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Table, Th, WideTd } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { sortCategories } from "@/lib/failure-categories/categories-in-use";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import { useMergeCategory, useUpdateCategory } from "@/lib/failure-categories/hooks";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { CategoryDetail } from "./category-detail";
import { CategoryMoves } from "./category-moves";
import { CategoryRow } from "./category-row";
import { NewCategoryForm } from "./new-category-form";

const SplitDialog = lazyView(() => import("./split-dialog"));

const COLUMNS = 6;

/** Ways of failing over versions: which are open, what was fixed where, what came back. */
export function CategoriesView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const { data, error, refetch } = useQuery(categoryQueries.list(project));
  const { data: versions } = useQuery(categoryQueries.versions(project));
  const [open, setOpen] = useQueryState("category", parseAsString);
  const [split, setSplit] = useState<FailureCategory | null>(null);
  const [isNaming, setIsNaming] = useState(false);
  const update = useUpdateCategory(project);
  const merge = useMergeCategory(project);
  const tell = { onError: (failure: Error) => toastError(failure.message) };
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
            <ErrorState title="The categories could not be read." onRetry={() => void refetch()}>
              {error.message}
            </ErrorState>
          )}
          {data && categories.length === 0 && (
            <Empty title="No failure categories yet">
              Give failed cases of a run or reviewed traces a category: press n on one. Three to
              five at a time are enough.
            </Empty>
          )}
          {categories.length > 0 && (
            <Table label="Failure categories" minWidth={760}>
              <thead>
                <tr>
                  <Th>Category</Th>
                  <Th>State</Th>
                  <Th num>Results</Th>
                  <Th num>Traces</Th>
                  <Th
                    num
                    title="Of all cases that had it: the newest version against the one before"
                  >
                    Its cases pass
                  </Th>
                  <Th>
                    <span className="sr-only">Actions</span>
                  </Th>
                </tr>
              </thead>
              <tbody>
                {categories.map((category) => {
                  const history =
                    versions?.data.filter((one) => one.category === category.id) ?? [];
                  const isOpen = open === category.id;
                  return (
                    <Fragment key={category.id}>
                      <CategoryRow
                        category={category}
                        versions={history}
                        others={categories.filter(({ id }) => id !== category.id)}
                        isOpen={isOpen}
                        mayWrite={mayWrite}
                        onOpen={() => void setOpen(isOpen ? null : category.id)}
                        onChange={(change) =>
                          update.mutate({ category: category.id, ...change }, tell)
                        }
                        onMerge={(into) =>
                          merge.mutate(
                            { category: category.id, into: into.id },
                            {
                              ...tell,
                              onSuccess: () =>
                                toast(`“${category.name}” is part of “${into.name}” now`),
                            },
                          )
                        }
                        onSplit={() => setSplit(category)}
                      />
                      {isOpen && (
                        <tr>
                          <WideTd colSpan={COLUMNS}>
                            <CategoryDetail
                              project={project}
                              category={category.id}
                              versions={history}
                            />
                          </WideTd>
                        </tr>
                      )}
                    </Fragment>
                  );
                })}
              </tbody>
            </Table>
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
