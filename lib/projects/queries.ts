import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listApiKeysRoute, listKeysAsMeRoute } from "./api-key-contract";
import type { listEnvironmentsRoute } from "./environment-contract";
import type { listMembersRoute } from "./member-contract";

const at = "/api/v1/projects/{project}";

/** As many as one settings page shows. */
export const SETTINGS_LIMIT = 500;

export const memberQueries = {
  list: (project: string) =>
    queryOptions({
      queryKey: ["members", project],
      queryFn: ({ signal }) =>
        callApi<typeof listMembersRoute>("GET", `${at}/members`, {
          params: { project },
          query: { limit: SETTINGS_LIMIT },
          signal,
        }),
    }),
};

export const apiKeyQueries = {
  list: (project: string) =>
    queryOptions({
      queryKey: ["api-keys", project],
      queryFn: ({ signal }) =>
        callApi<typeof listApiKeysRoute>("GET", `${at}/api-keys`, {
          params: { project },
          query: { limit: SETTINGS_LIMIT },
          signal,
        }),
    }),
};

/** Keys that act as the signed-in person, in all projects. */
export const keyAsMeQueries = {
  list: () =>
    queryOptions({
      queryKey: ["keys-as-me"],
      queryFn: ({ signal }) =>
        callApi<typeof listKeysAsMeRoute>("GET", "/api/v1/account/api-keys", { signal }),
    }),
};

export const environmentQueries = {
  list: (project: string) =>
    queryOptions({
      queryKey: ["environments", project],
      queryFn: ({ signal }) =>
        callApi<typeof listEnvironmentsRoute>("GET", `${at}/environments`, {
          params: { project },
          signal,
        }),
    }),
};
