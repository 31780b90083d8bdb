"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { Fragment } from "react";
import { ActionsTh, Table, Th, WideTd } from "@/components/ui/data/table";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import { useMergeCategory, useUpdateCategory } from "@/lib/failure-categories/hooks";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { CategoryDetail } from "./category-detail";
import { CategoryRow } from "./category-row";

const COLUMNS = 6;

interface Props {
  project: string;
  categories: readonly FailureCategory[];
  mayWrite: boolean;
  onSplit: (category: FailureCategory) => void;
}

/** Each category with its history over versions; the open one with its cases. */
export function CategoryTable({ project, categories, mayWrite, onSplit }: Props) {
  const { data: versions } = useQuery(categoryQueries.versions(project));
  const [open, setOpen] = useQueryState("category", parseAsString);
  const update = useUpdateCategory(project);
  const merge = useMergeCategory(project);
  const notify = { onError: (error: Error) => toastError(error.message) };
  return (
    <Table label="Failure categories" minWidth={760}>
      <thead>
        <tr>
          <Th>Category</Th>
          <Th>State</Th>
          <Th num>Results</Th>
          <Th num>Traces</Th>
          <Th num title="Of all cases that had it: the newest version against the one before">
            Its cases pass
          </Th>
          <ActionsTh />
        </tr>
      </thead>
      <tbody>
        {categories.map((category) => {
          const history = versions?.data.filter((one) => one.category === category.id) ?? [];
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
                onChange={(change) => update.mutate({ category: category.id, ...change }, notify)}
                onMerge={(into) =>
                  merge.mutate(
                    { category: category.id, into: into.id },
                    {
                      ...notify,
                      onSuccess: () => toast(`“${category.name}” is part of “${into.name}” now`),
                    },
                  )
                }
                onSplit={() => onSplit(category)}
              />
              {isOpen && (
                <tr>
                  <WideTd colSpan={COLUMNS}>
                    <CategoryDetail project={project} category={category.id} versions={history} />
                  </WideTd>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </Table>
  );
}
