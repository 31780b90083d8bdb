"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { promptQueries } from "@/lib/prompts/queries";
import type {
  reopenThreadRoute,
  resolveThreadRoute,
  takeOverRoute,
  WriteComment,
  writeCommentRoute,
} from "@/lib/reviews/comments/comment-contract";
import type {
  WaiveGate,
  waiveGateRoute,
  withdrawWaiverRoute,
} from "@/lib/reviews/waivers/waiver-contract";
import type {
  closeReviewRoute,
  moveReviewRoute,
  nameReviewersRoute,
  RequestReview,
  Review,
  reopenReviewRoute,
  requestReviewRoute,
} from "./contract";
import type {
  approveRoute,
  liftApprovalRoute,
  liftChangeRequestRoute,
  requestChangesRoute,
} from "./decision-contract";
import { reviewQueries } from "./queries";

const reviews = "/api/v1/projects/{project}/reviews";

export function useRequestReview(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestReview) =>
      callApi<typeof requestReviewRoute>("POST", reviews, { params: { project }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: reviewQueries.all(project) }),
  });
}

export interface Decision {
  kind: "approval" | "change_request";
  version: number;
  body: string;
  confirmNothingMeasured?: string;
  /** The review's, of what was looked at; of an approval. */
  evidenceHash: string;
}

/** Everything that changes the review itself; each answers the review as it is then. */
export function useReviewActions(project: string, number: string) {
  const client = useQueryClient();
  const params = { project, id: number };
  const onSuccess = async (review: Review) => {
    client.setQueryData(reviewQueries.detail(project, number).queryKey, review);
    await client.invalidateQueries({ queryKey: reviewQueries.all(project) });
  };
  const decide = useMutation({
    mutationFn: ({ kind, version, body, evidenceHash, confirmNothingMeasured }: Decision) =>
      kind === "approval"
        ? callApi<typeof approveRoute>("POST", `${reviews}/{id}/approvals`, {
            params,
            body: {
              ...{ version, body, evidenceHash },
              ...(confirmNothingMeasured ? { confirmNothingMeasured } : {}),
            },
          })
        : callApi<typeof requestChangesRoute>("POST", `${reviews}/{id}/change-requests`, {
            params,
            body: { version, body },
          }),
    onSuccess,
    // Another version may be under review by now: it is shown before one decides again.
    onError: () => client.invalidateQueries({ queryKey: reviewQueries.all(project) }),
  });
  const lift = useMutation({
    mutationFn: (kind: Decision["kind"]) =>
      kind === "approval"
        ? callApi<typeof liftApprovalRoute>("DELETE", `${reviews}/{id}/approvals`, { params })
        : callApi<typeof liftChangeRequestRoute>("DELETE", `${reviews}/{id}/change-requests`, {
            params,
          }),
    onSuccess,
  });
  const move = useMutation({
    mutationFn: (version: number) =>
      callApi<typeof moveReviewRoute>("POST", `${reviews}/{id}/versions`, {
        params,
        body: { version },
      }),
    onSuccess,
  });
  const nameReviewers = useMutation({
    mutationFn: (emails: string[]) =>
      callApi<typeof nameReviewersRoute>("PUT", `${reviews}/{id}/reviewers`, {
        params,
        body: { reviewers: emails },
      }),
    onSuccess,
  });
  const setClosed = useMutation({
    mutationFn: (isClosed: boolean) =>
      isClosed
        ? callApi<typeof closeReviewRoute>("POST", `${reviews}/{id}/closure`, { params })
        : callApi<typeof reopenReviewRoute>("DELETE", `${reviews}/{id}/closure`, { params }),
    onSuccess,
  });
  const waive = useMutation({
    mutationFn: (body: WaiveGate) =>
      callApi<typeof waiveGateRoute>("POST", `${reviews}/{id}/waivers`, { params, body }),
    onSuccess,
  });
  const withdrawWaiver = useMutation({
    mutationFn: (waiver: string) =>
      callApi<typeof withdrawWaiverRoute>("DELETE", `${reviews}/{id}/waivers/{waiver}`, {
        params: { ...params, waiver },
      }),
    onSuccess,
  });
  return { decide, lift, move, nameReviewers, setClosed, waive, withdrawWaiver };
}

export function useThreadActions(project: string, number: string) {
  const client = useQueryClient();
  const params = { project, id: number };
  const onSuccess = () => client.invalidateQueries({ queryKey: reviewQueries.all(project) });
  const write = useMutation({
    mutationFn: (body: WriteComment) =>
      callApi<typeof writeCommentRoute>("POST", `${reviews}/{id}/comments`, { params, body }),
    onSuccess,
  });
  const resolve = useMutation({
    mutationFn: ({ comment, isResolved }: { comment: string; isResolved: boolean }) =>
      isResolved
        ? callApi<typeof resolveThreadRoute>(
            "POST",
            `${reviews}/{id}/comments/{comment}/resolution`,
            { params: { ...params, comment } },
          )
        : callApi<typeof reopenThreadRoute>(
            "DELETE",
            `${reviews}/{id}/comments/{comment}/resolution`,
            { params: { ...params, comment } },
          ),
    onSuccess,
  });
  const takeOver = useMutation({
    mutationFn: (comment: string) =>
      callApi<typeof takeOverRoute>("POST", `${reviews}/{id}/comments/{comment}/takeovers`, {
        params: { ...params, comment },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: promptQueries.all(project) });
      await onSuccess();
    },
  });
  return { write, resolve, takeOver };
}
