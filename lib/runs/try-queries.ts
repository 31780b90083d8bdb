import { queryOptions } from "@tanstack/react-query";
import type {
  getCaseRoute,
  getEvalSetRoute,
  listCasesRoute,
  listEvalSetsRoute,
} from "@/lib/eval-sets/contract";
import { callApi } from "@/lib/http/api-client";

const sets = "/api/v1/projects/{project}/eval-sets";

/** What a try can be filled from: development cases only, whoever asks. */
export const tryQueries = {
  evalSets: (project: string) =>
    queryOptions({
      queryKey: ["tries", project, "eval-sets"],
      queryFn: ({ signal }) =>
        callApi<typeof listEvalSetsRoute>("GET", sets, {
          params: { project },
          query: { limit: 200 },
          signal,
        }),
    }),

  evalSet: (project: string, name: string) =>
    queryOptions({
      queryKey: ["tries", project, "eval-set", name],
      queryFn: ({ signal }) =>
        callApi<typeof getEvalSetRoute>("GET", `${sets}/{name}`, {
          params: { project, name },
          signal,
        }),
    }),

  cases: (project: string, name: string, q: string) =>
    queryOptions({
      queryKey: ["tries", project, "cases", name, q],
      queryFn: ({ signal }) =>
        callApi<typeof listCasesRoute>("GET", `${sets}/{name}/cases`, {
          params: { project, name },
          query: { limit: 100, split: "development", q },
          signal,
        }),
    }),

  case: (project: string, name: string, caseId: string) =>
    queryOptions({
      queryKey: ["tries", project, "case", name, caseId],
      queryFn: ({ signal }) =>
        callApi<typeof getCaseRoute>("GET", `${sets}/{name}/cases/{caseId}`, {
          params: { project, name, caseId },
          signal,
        }),
    }),
};
