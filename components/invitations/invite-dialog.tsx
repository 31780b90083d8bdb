"use client";
import { useState } from "react";
import { ROLE_OPTIONS } from "@/components/members/role-options";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { Role } from "@/lib/auth/contract";
import { parseProblem } from "@/lib/http/form-problem";
import type { Invitation } from "@/lib/invitations/contract";
import { useCreateInvitation } from "@/lib/invitations/hooks";

interface Props {
  project: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onInvited: (invitation: Invitation & { url: string }) => void;
}

export function InviteDialog({ project, open, onOpenChange, onInvited }: Props) {
  const create = useCreateInvitation(project);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const problem = parseProblem(create.error, ["email"]);

  function submit() {
    create.mutate(
      { role, ...(email.trim() ? { email } : {}) },
      {
        onSuccess: (invitation) => {
          onInvited(invitation);
          setEmail("");
          onOpenChange(false);
        },
      },
    );
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Invite by link"
      description="No e-mail is sent; share the link yourself."
      onSubmit={submit}
      footer={
        <>
          <Button size="sm" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="sm" type="submit" variant="primary" busy={create.isPending}>
            Create link
          </Button>
        </>
      }
    >
      <Field
        label="E-mail"
        optional
        hint="If set, only the person with this address can use the link."
        error={problem.at("email")}
      >
        <Input
          type="email"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <RadioGroup
        label="Role"
        value={role}
        onValueChange={setRole}
        options={ROLE_OPTIONS.map(({ value, description }) => ({
          value,
          label: value,
          hint: description,
        }))}
      />
      <FormError>{problem.whole}</FormError>
    </Dialog>
  );
}
