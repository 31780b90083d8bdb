"use client";
import { useQuery } from "@tanstack/react-query";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { memberQueries } from "@/lib/projects/queries";
import type { Prompt } from "@/lib/prompts/contract";
import { useUpdatePrompt } from "@/lib/prompts/hooks";

export interface PromptSettingsOptions {
  project: string;
  prompt: Prompt;
  onClose: () => void;
  onRenamed: (name: string) => void;
}

/** What is written of a prompt as a whole, and its archive, which is saved by itself. */
export function usePromptSettingsForm(options: PromptSettingsOptions) {
  const { project, prompt, onClose, onRenamed } = options;
  const update = useUpdatePrompt(project, prompt.name);
  const { data: members } = useQuery(memberQueries.list(project));
  const form = useZodForm({
    draftKey: `prompt settings ${project} ${prompt.name}`,
    defaultValues: {
      name: prompt.name,
      // null: as it is.
      owner: null as string | null,
      description: prompt.description ?? "",
      tags: prompt.tags.join(" "),
    },
    schema: async () => (await import("@/lib/prompts/contract")).UpdatePrompt,
    toBody: ({ name, owner, description, tags }) => ({
      description,
      tags: tags.split(/[\s,]+/).filter(Boolean),
      ...(name.trim() === prompt.name ? {} : { name: name.trim() }),
      ...(owner ? { owner } : {}),
    }),
    save: update.mutateAsync,
    fieldOfCode: { conflict: "name" },
    onSaved: (saved) => {
      toast("Settings saved");
      onClose();
      if (saved.name !== prompt.name) onRenamed(saved.name);
    },
  });
  const ownerEmail = members?.data.find(({ id }) => id === prompt.owner.id)?.email;
  const setArchived = (next: boolean) =>
    update.mutate(
      { isArchived: next },
      {
        onSuccess: () => {
          onClose();
          toast(next ? `${prompt.name} is archived` : `${prompt.name} is restored`);
        },
        onError: (error) => toastError(error.message),
      },
    );
  return {
    ...{ form, ownerEmail, setArchived },
    members: members?.data ?? [],
    isArchiving: update.isPending,
  };
}
