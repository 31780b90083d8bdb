"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  CreateCategory,
  createCategoryRoute,
  UpdateCategory,
  updateCategoryRoute,
} from "./contract";
import type {
  MergeCategory,
  mergeCategoryRoute,
  SplitCategory,
  splitCategoryRoute,
} from "./move-contract";
import { categoryQueries } from "./queries";

const categories = "/api/v1/projects/{project}/failure-categories";

export function useCreateCategory(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateCategory) =>
      callApi<typeof createCategoryRoute>("POST", categories, { params: { project }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: categoryQueries.all(project) }),
  });
}

export function useUpdateCategory(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ category, ...body }: UpdateCategory & { category: string }) =>
      callApi<typeof updateCategoryRoute>("PATCH", `${categories}/{category}`, {
        params: { project, category },
        body,
      }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: categoryQueries.all(project) }),
        // Matrices and results show names of categories; runs stand above this domain.
        client.invalidateQueries({ queryKey: ["runs", project] }),
      ]),
  });
}

/** Failures have another category afterwards, wherever they are listed. */
function useMoves(project: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: categoryQueries.all(project) }),
      client.invalidateQueries({ queryKey: ["runs", project] }),
    ]);
}

export function useMergeCategory(project: string) {
  const onSuccess = useMoves(project);
  return useMutation({
    mutationFn: ({ category, into }: MergeCategory & { category: string }) =>
      callApi<typeof mergeCategoryRoute>("POST", `${categories}/{category}/merges`, {
        params: { project, category },
        body: { into },
      }),
    onSuccess,
  });
}

export function useSplitCategory(project: string) {
  const onSuccess = useMoves(project);
  return useMutation({
    mutationFn: ({ category, body }: { category: string; body: SplitCategory }) =>
      callApi<typeof splitCategoryRoute>("POST", `${categories}/{category}/splits`, {
        params: { project, category },
        body,
      }),
    onSuccess,
  });
}
