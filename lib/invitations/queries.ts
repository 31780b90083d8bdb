import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listInvitationsRoute } from "./contract";

export const invitationQueries = {
  list: (project: string) =>
    queryOptions({
      queryKey: ["invitations", project],
      queryFn: ({ signal }) =>
        callApi<typeof listInvitationsRoute>("GET", "/api/v1/projects/{project}/invitations", {
          params: { project },
          query: { limit: 200 },
          signal,
        }),
    }),
};
