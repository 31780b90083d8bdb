"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  CreateApiKey,
  confirmKeyRoute,
  createApiKeyRoute,
  declineKeyRoute,
  revokeApiKeyRoute,
} from "./api-key-contract";
import type { CreateProject, createProjectRoute, SetUp, setUpRoute } from "./contract";
import type {
  CreateEnvironment,
  createEnvironmentRoute,
  editEnvironmentRoute,
  UpdateEnvironment,
} from "./environment-contract";
import type {
  changeRoleRoute,
  createPasswordResetRoute,
  Member,
  removeMemberRoute,
} from "./member-contract";
import { apiKeyQueries, environmentQueries, keyAsMeQueries, memberQueries } from "./queries";

const at = "/api/v1/projects/{project}";

function useRefresh(queryKey: readonly unknown[]) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey });
}

export function useCreateProject() {
  return useMutation({
    mutationFn: (body: CreateProject) =>
      callApi<typeof createProjectRoute>("POST", "/api/v1/projects", { body }),
  });
}

export function useSetUp() {
  return useMutation({
    mutationFn: (body: SetUp) =>
      callApi<typeof setUpRoute>("POST", "/api/v1/account/set-up", { body }),
  });
}

export function useUpdateRole(project: string) {
  return useMutation({
    mutationFn: ({ member, role }: { member: string; role: Member["role"] }) =>
      callApi<typeof changeRoleRoute>("PATCH", `${at}/members/{member}`, {
        params: { project, member },
        body: { role },
      }),
    onSettled: useRefresh(memberQueries.list(project).queryKey),
  });
}

export function useRemoveMember(project: string) {
  return useMutation({
    mutationFn: (member: string) =>
      callApi<typeof removeMemberRoute>("DELETE", `${at}/members/{member}`, {
        params: { project, member },
      }),
    onSuccess: useRefresh(memberQueries.list(project).queryKey),
  });
}

export function useCreatePasswordReset(project: string) {
  return useMutation({
    mutationFn: (member: string) =>
      callApi<typeof createPasswordResetRoute>("POST", `${at}/members/{member}/password-resets`, {
        params: { project, member },
      }),
  });
}

export function useCreateApiKey(project: string) {
  return useMutation({
    mutationFn: (body: CreateApiKey) =>
      callApi<typeof createApiKeyRoute>("POST", `${at}/api-keys`, { params: { project }, body }),
    onSuccess: useRefresh(apiKeyQueries.list(project).queryKey),
  });
}

export function useRevokeApiKey(project: string) {
  return useMutation({
    mutationFn: (key: string) =>
      callApi<typeof revokeApiKeyRoute>("DELETE", `${at}/api-keys/{key}`, {
        params: { project, key },
      }),
    onSuccess: useRefresh(apiKeyQueries.list(project).queryKey),
  });
}

export function useConfirmKey() {
  return useMutation({
    mutationFn: (key: string) =>
      callApi<typeof confirmKeyRoute>("POST", "/api/v1/account/api-keys/{key}/confirmation", {
        params: { key },
      }),
    onSettled: useRefresh(keyAsMeQueries.list().queryKey),
  });
}

export function useDeclineKey() {
  return useMutation({
    mutationFn: (key: string) =>
      callApi<typeof declineKeyRoute>("DELETE", "/api/v1/account/api-keys/{key}", {
        params: { key },
      }),
    onSettled: useRefresh(keyAsMeQueries.list().queryKey),
  });
}

export function useCreateEnvironment(project: string) {
  return useMutation({
    mutationFn: (body: CreateEnvironment) =>
      callApi<typeof createEnvironmentRoute>("POST", `${at}/environments`, {
        params: { project },
        body,
      }),
    onSuccess: useRefresh(environmentQueries.list(project).queryKey),
  });
}

export function useUpdateEnvironment(project: string) {
  return useMutation({
    mutationFn: ({ environment, ...body }: UpdateEnvironment & { environment: string }) =>
      callApi<typeof editEnvironmentRoute>("PATCH", `${at}/environments/{environment}`, {
        params: { project, environment },
        body,
      }),
    onSuccess: useRefresh(environmentQueries.list(project).queryKey),
  });
}
