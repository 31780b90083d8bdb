"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  acceptInvitationRoute,
  CreateInvitation,
  createInvitationRoute,
  Register,
  registerRoute,
  revokeInvitationRoute,
} from "./contract";
import { invitationQueries } from "./queries";

const invitations = "/api/v1/projects/{project}/invitations";

export function useCreateInvitation(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateInvitation) =>
      callApi<typeof createInvitationRoute>("POST", invitations, { params: { project }, body }),
    onSuccess: () => client.invalidateQueries(invitationQueries.list(project)),
  });
}

export function useRevokeInvitation(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (invitation: string) =>
      callApi<typeof revokeInvitationRoute>("DELETE", `${invitations}/{invitation}`, {
        params: { project, invitation },
      }),
    onSuccess: () => client.invalidateQueries(invitationQueries.list(project)),
  });
}

export function useAcceptInvitation() {
  return useMutation({
    mutationFn: (token: string) =>
      callApi<typeof acceptInvitationRoute>("POST", "/api/v1/account/invitation-acceptances", {
        body: { token },
      }),
  });
}

export function useRegister() {
  return useMutation({
    mutationFn: (body: Register) =>
      callApi<typeof registerRoute>("POST", "/api/v1/account/registrations", { body }),
  });
}
