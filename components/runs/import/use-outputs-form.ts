"use client";
import { useRouter } from "next/navigation";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useImportOutputs } from "@/lib/runs/hooks";
import { useOutputsPreview } from "./use-outputs-preview";
import { useOutputsTarget } from "./use-outputs-target";

/** The file, what it belongs to and what it would become; saved once something of it fits. */
export function useOutputsForm(project: string) {
  const router = useRouter();
  const target = useOutputsTarget(project);
  const { prompt, version, evalSet, split } = target;
  const state = useOutputsPreview(
    project,
    { prompt: prompt?.name, version, evalSet, split },
    target.set?.revision,
  );
  const { file, request } = state;
  const preview = file ? state.preview.data : undefined;
  const importOutputs = useImportOutputs(project);
  const canImport =
    request !== null &&
    version !== null &&
    (preview?.matched ?? 0) > 0 &&
    !state.preview.isFetching &&
    !state.preview.error;
  const form = useZodForm({
    defaultValues: { title: "" },
    schema: async () => (await import("@/lib/runs/import/import-contract")).ImportOutputsQuery,
    toBody: ({ title }) =>
      request && prompt && canImport
        ? {
            ...request.query,
            prompt: prompt.name,
            version: String(version),
            ...(title.trim() ? { title: title.trim() } : {}),
          }
        : null,
    save: (query) =>
      request
        ? importOutputs.mutateAsync({ ...request, query })
        : Promise.reject(new Error("Choose a file first.")),
    onSaved: ({ number }) => router.push(`/${project}/runs/${number}`),
  });
  return { form, target, state, preview, canImport };
}
