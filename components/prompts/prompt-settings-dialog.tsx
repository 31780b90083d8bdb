"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { memberQueries } from "@/lib/projects/queries";
import type { Prompt } from "@/lib/prompts/contract";
import { useUpdatePrompt } from "@/lib/prompts/hooks";
import { nounOf } from "./prompt-words";

interface Props {
  project: string;
  prompt: Prompt;
  onClose: () => void;
  onRenamed: (name: string) => void;
}

/** What belongs to a prompt as a whole: its name, its owner, what it is for, its tags, its archive. */
export default function PromptSettingsDialog({ project, prompt, onClose, onRenamed }: Props) {
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
  const present = members?.data.find(({ id }) => id === prompt.owner.id)?.email;
  const isArchived = prompt.archivedAt !== null;
  const live = Object.entries(prompt.live);
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

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="md"
      sticky
      title={
        <>
          Settings of <span className="font-mono">{prompt.name}</span>
        </>
      }
      submitLabel="Save"
      aside={
        <Button
          variant={isArchived ? "default" : "danger"}
          className="mr-auto"
          disabled={update.isPending}
          onClick={() => setArchived(!isArchived)}
        >
          {isArchived ? "Restore" : "Archive"}
        </Button>
      }
    >
      <div className="grid gap-4">
        <FormField
          form={form}
          name="name"
          label="Name"
          hint={
            prompt.formerNames.length > 0
              ? `Former names that still lead here: ${prompt.formerNames.join(", ")}.`
              : "The old name keeps working in links, API calls and applications."
          }
        >
          <Input mono required />
        </FormField>
        <FormField
          form={form}
          name="owner"
          label="Owner"
          hint={`Who looks after the ${nounOf(prompt.kind)}.`}
          suggested={present}
        >
          <Select>
            {!present && <option value="">{prompt.owner.name}</option>}
            {members?.data.map(({ id, name, email }) => (
              <option key={id} value={email}>
                {name} ({email})
              </option>
            ))}
          </Select>
        </FormField>
        <FormField form={form} name="description" label="What is it for?" optional>
          <Textarea rows={2} maxLength={500} />
        </FormField>
        <FormField
          form={form}
          name="tags"
          label="Tags"
          optional
          hint="Separate with spaces, like: billing german."
        >
          <Input />
        </FormField>
        {!isArchived && (
          <Notice>
            An archived {nounOf(prompt.kind)} leaves the list and can be restored.
            {live.length > 0 &&
              ` Applications go on getting ${live
                .map(([environment, { version }]) => `v${version} in ${environment}`)
                .join(" and ")}.`}
          </Notice>
        )}
      </div>
    </FormDialog>
  );
}
