"use client";
import { SettingsDialog } from "@/components/layout/settings-dialog";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormField } from "@/components/ui/forms/form-field";
import { Notice } from "@/components/ui/notice";
import { nounOf } from "./prompt-words";
import { type PromptSettingsOptions, usePromptSettingsForm } from "./use-prompt-settings-form";

/** What belongs to a prompt as a whole: its name, its owner, what it is for, its tags, its archive. */
export default function PromptSettingsDialog({
  project,
  prompt,
  onClose,
  onRenamed,
}: PromptSettingsOptions) {
  const { form, members, ownerEmail, isArchiving, setArchived } = usePromptSettingsForm({
    ...{ project, prompt, onClose, onRenamed },
  });
  const isArchived = prompt.archivedAt !== null;
  const live = Object.entries(prompt.live);
  return (
    <SettingsDialog
      form={form}
      onClose={onClose}
      size="md"
      sticky
      name={prompt.name}
      aside={
        <Button
          variant={isArchived ? "default" : "danger"}
          className="mr-auto"
          disabled={isArchiving}
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
          suggested={ownerEmail}
        >
          <Select>
            {!ownerEmail && <option value="">{prompt.owner.name}</option>}
            {members.map(({ id, name, email }) => (
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
    </SettingsDialog>
  );
}
