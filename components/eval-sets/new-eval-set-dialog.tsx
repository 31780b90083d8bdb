"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Dialog } from "@/components/ui/overlays/dialog";
import { useCreateEvalSet } from "@/lib/eval-sets/hooks";
import { parseProblem } from "@/lib/http/form-problem";

interface Props {
  project: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function NewEvalSetDialog({ project, open, onOpenChange }: Props) {
  const router = useRouter();
  const create = useCreateEvalSet(project);
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const problem = parseProblem(create.error, ["name", "description"]);

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New eval set"
      onSubmit={() =>
        create.mutate(
          { name: name.trim(), description },
          {
            onSuccess: (set) =>
              router.push(`/${project}/eval-sets/${encodeURIComponent(set.name)}`),
          },
        )
      }
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending}>
            Create eval set
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        hint="Letters, digits and hyphens, like triage-main."
        error={problem.at("name")}
      >
        <Input
          mono
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label="What does it measure?" optional error={problem.at("description")}>
        <Input value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      <FormError>{problem.whole}</FormError>
    </Dialog>
  );
}
