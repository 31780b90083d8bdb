"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  CreateCategory,
  createCategoryRoute,
  UpdateCategory,
  updateCategoryRoute,
} from "./contract";
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
