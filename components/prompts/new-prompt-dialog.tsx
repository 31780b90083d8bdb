"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Dialog } from "@/components/ui/overlays/dialog";
import { parseProblem } from "@/lib/http/form-problem";
import { useCreatePrompt } from "@/lib/prompts/hooks";

interface Props {
  project: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NewPromptDialog({ project, open, onOpenChange }: Props) {
  const router = useRouter();
  const create = useCreatePrompt(project);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<"chat" | "text">("chat");
  const [description, setDescription] = useState("");
  const problem = parseProblem(create.error, ["name", "description"]);
  const isNameTaken = problem.code === "conflict";

  function createAndOpen(next: "spec" | "edit") {
    create.mutate(
      { name: name.trim(), kind, description },
      {
        onSuccess: (prompt) =>
          router.push(`/${project}/prompts/${encodeURIComponent(prompt.name)}/${next}`),
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New prompt"
      onSubmit={() => createAndOpen("spec")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button disabled={!name.trim() || create.isPending} onClick={() => createAndOpen("edit")}>
            Start with the text
          </Button>
          <Button type="submit" variant="primary" busy={create.isPending}>
            Write the spec first
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        hint="Slashes make folders, like support/triage."
        error={problem.at("name") ?? (isNameTaken ? problem.whole : undefined)}
      >
        <Input
          mono
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <RadioGroup
        label="Kind"
        value={kind}
        onValueChange={setKind}
        options={[
          { value: "chat", label: "Chat", hint: "messages with roles" },
          { value: "text", label: "Text", hint: "one text" },
        ]}
      />
      <Field label="What is it for?" optional error={problem.at("description")}>
        <Input value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      <p className="text-12 text-text-2">
        The spec says what the prompt must and must not do. Every version is measured by it. One
        requirement and one criterion are enough to start.
      </p>
      <FormError>{isNameTaken ? null : problem.whole}</FormError>
    </Dialog>
  );
}
