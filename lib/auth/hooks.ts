"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  ChangePassword,
  changePasswordRoute,
  ResetPassword,
  renameAccountRoute,
  resetPasswordRoute,
  revokeSessionRoute,
  signOutEverywhereRoute,
} from "./account-contract";
import { accountQueries } from "./queries";

export function useRenameAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      callApi<typeof renameAccountRoute>("PATCH", "/api/v1/account", { body: { name } }),
    onSuccess: (account) => client.setQueryData(accountQueries.mine().queryKey, account),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangePassword) =>
      callApi<typeof changePasswordRoute>("PUT", "/api/v1/account/password", { body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries(accountQueries.mine()),
        client.invalidateQueries(accountQueries.sessions()),
      ]),
  });
}

export function useRevokeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session: string) =>
      callApi<typeof revokeSessionRoute>("DELETE", "/api/v1/account/sessions/{session}", {
        params: { session },
      }),
    onSuccess: () => client.invalidateQueries(accountQueries.sessions()),
  });
}

export function useSignOutEverywhere() {
  return useMutation({
    mutationFn: () => callApi<typeof signOutEverywhereRoute>("DELETE", "/api/v1/account/sessions"),
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (body: ResetPassword) =>
      callApi<typeof resetPasswordRoute>("POST", "/api/v1/account/password-resets", { body }),
  });
}
