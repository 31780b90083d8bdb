"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Notice } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { parseProblem } from "@/lib/http/form-problem";
import { memberQueries } from "@/lib/projects/queries";
import type { Prompt, UpdatePrompt } from "@/lib/prompts/contract";
import { useUpdatePrompt } from "@/lib/prompts/hooks";

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
  const [name, setName] = useState(prompt.name);
  const [description, setDescription] = useState(prompt.description ?? "");
  const [tags, setTags] = useState(prompt.tags.join(" "));
  const [chosen, setChosen] = useState<string | null>(null);
  const owner = chosen ?? members?.data.find(({ id }) => id === prompt.owner.id)?.email ?? "";
  const isArchived = prompt.archivedAt !== null;
  const live = Object.entries(prompt.live);
  const problem = parseProblem(update.error, ["name", "owner", "description", "tags"]);
  const isNameTaken = problem.code === "conflict";

  function submit() {
    const wanted = name.trim();
    const body: UpdatePrompt = {
      description,
      tags: tags.split(/[\s,]+/).filter(Boolean),
      ...(wanted === prompt.name ? {} : { name: wanted }),
      ...(chosen ? { owner: chosen } : {}),
    };
    update.mutate(body, {
      onSuccess: (saved) => {
        toast("Settings saved");
        onClose();
        if (saved.name !== prompt.name) onRenamed(saved.name);
      },
    });
  }
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
    <Dialog
      open
      sticky
      size="md"
      onOpenChange={onClose}
      title={
        <>
          Settings of <span className="font-mono">{prompt.name}</span>
        </>
      }
      onSubmit={submit}
      footer={
        <>
          <Button
            variant={isArchived ? "default" : "danger"}
            className="mr-auto"
            disabled={update.isPending}
            onClick={() => setArchived(!isArchived)}
          >
            {isArchived ? "Restore" : "Archive"}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field
          label="Name"
          hint={
            prompt.formerNames.length > 0
              ? `Former names that still lead here: ${prompt.formerNames.join(", ")}.`
              : "The old name keeps working in links, API calls and applications."
          }
          error={problem.at("name") ?? (isNameTaken ? problem.whole : undefined)}
        >
          <Input mono required value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Owner" hint="Who looks after the prompt." error={problem.at("owner")}>
          <Select value={owner} onChange={(event) => setChosen(event.target.value)}>
            {owner === "" && <option value="">{prompt.owner.name}</option>}
            {members?.data.map(({ id, name: person, email }) => (
              <option key={id} value={email}>
                {person} ({email})
              </option>
            ))}
          </Select>
        </Field>
        <Field label="What is it for?" optional error={problem.at("description")}>
          <Textarea
            rows={2}
            maxLength={500}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        </Field>
        <Field
          label="Tags"
          optional
          hint="Separate with spaces, like: billing german."
          error={problem.at("tags")}
        >
          <Input value={tags} onChange={(event) => setTags(event.target.value)} />
        </Field>
        {!isArchived && (
          <Notice>
            An archived prompt leaves the list and can be restored.
            {live.length > 0 &&
              ` Applications go on getting ${live
                .map(([environment, { version }]) => `v${version} in ${environment}`)
                .join(" and ")}.`}
          </Notice>
        )}
        <FormError>{isNameTaken ? null : problem.whole}</FormError>
      </div>
    </Dialog>
  );
}
