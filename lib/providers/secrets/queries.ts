import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listEndpointSecretsRoute } from "./secret-contract";

export const secretQueries = {
  list: (project: string) =>
    queryOptions({
      queryKey: ["endpoint-secrets", project],
      queryFn: ({ signal }) =>
        callApi<typeof listEndpointSecretsRoute>(
          "GET",
          "/api/v1/projects/{project}/endpoint-secrets",
          { params: { project }, signal },
        ),
    }),
};
