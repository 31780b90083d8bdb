"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, fillPath, sendFile, toQuery } from "@/lib/http/api-client";
import type { StartCalibration, startCalibrationRoute } from "./calibration-contract";
import type { archiveJudgeRoute, restoreJudgeRoute, WriteJudge, writeJudgeRoute } from "./contract";
import type { DoubtPolicy, doubtPolicyRoute, dropDoubtRoute } from "./doubt-contract";
import type {
  addItemsRoute,
  LabelReport,
  ResolveItem,
  resolveItemRoute,
  SaveLabel,
  saveLabelRoute,
  undoLabelRoute,
} from "./label-contract";
import { judgeQueries } from "./queries";

const judges = "/api/v1/projects/{project}/judges";

function useInvalidate(project: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: judgeQueries.all(project) });
}

export function useWriteJudge(project: string) {
  return useMutation({
    mutationFn: ({ name, ...body }: WriteJudge & { name: string }) =>
      callApi<typeof writeJudgeRoute>("PUT", `${judges}/{name}`, {
        params: { project, name },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useArchiveJudge(project: string, name: string) {
  return useMutation({
    mutationFn: (isArchived: boolean) =>
      isArchived
        ? callApi<typeof archiveJudgeRoute>("POST", `${judges}/{name}/archive`, {
            params: { project, name },
          })
        : callApi<typeof restoreJudgeRoute>("DELETE", `${judges}/{name}/archive`, {
            params: { project, name },
          }),
    onSuccess: useInvalidate(project),
  });
}

export function useStartCalibration(project: string, name: string) {
  return useMutation({
    mutationFn: (body: StartCalibration) =>
      callApi<typeof startCalibrationRoute>("POST", `${judges}/{name}/calibrations`, {
        params: { project, name },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

interface LabelFile {
  file: File;
  contentType: string;
  isDryRun: boolean;
}

export function useImportLabels(project: string, name: string) {
  const invalidate = useInvalidate(project);
  return useMutation({
    mutationFn: ({ file, contentType, isDryRun }: LabelFile) => {
      const path = fillPath(`${judges}/{name}/labels`, { project, name });
      const search = toQuery({ dryRun: isDryRun ? "true" : undefined });
      return sendFile<LabelReport>(path + search, { file, contentType });
    },
    onSuccess: (_, { isDryRun }) => (isDryRun ? undefined : invalidate()),
  });
}

export function useAddItems(project: string, name: string) {
  return useMutation({
    mutationFn: (body: { run: string; count: number }) =>
      callApi<typeof addItemsRoute>("POST", `${judges}/{name}/items`, {
        params: { project, name },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useSaveLabel(project: string, name: string) {
  const invalidate = useInvalidate(project);
  return useMutation({
    mutationFn: ({ item, ...body }: SaveLabel & { item: string }) =>
      callApi<typeof saveLabelRoute>("PUT", `${judges}/{name}/items/{item}/label`, {
        params: { project, name, item },
        body,
      }),
    // The page goes on at once, and what it says of the queue follows.
    onSuccess: () => void invalidate(),
  });
}

export function useDoubtPolicy(project: string, name: string, item: string) {
  return useMutation({
    mutationFn: (body: DoubtPolicy) =>
      callApi<typeof doubtPolicyRoute>("POST", `${judges}/{name}/items/{item}/policy-doubt`, {
        params: { project, name, item },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useDropDoubt(project: string, name: string) {
  return useMutation({
    mutationFn: (item: string) =>
      callApi<typeof dropDoubtRoute>("DELETE", `${judges}/{name}/items/{item}/policy-doubt`, {
        params: { project, name, item },
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useUndoLabel(project: string, name: string) {
  return useMutation({
    mutationFn: (item: string) =>
      callApi<typeof undoLabelRoute>("DELETE", `${judges}/{name}/items/{item}/label`, {
        params: { project, name, item },
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useResolveItem(project: string, name: string) {
  return useMutation({
    mutationFn: ({ item, ...body }: ResolveItem & { item: string }) =>
      callApi<typeof resolveItemRoute>("PUT", `${judges}/{name}/items/{item}/resolution`, {
        params: { project, name, item },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}
