"use client";
import { ROLE_OPTIONS } from "@/components/members/role-options";
import { Input } from "@/components/ui/controls/input";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { Role } from "@/lib/auth/contract";
import type { Invitation } from "@/lib/invitations/contract";
import { useCreateInvitation } from "@/lib/invitations/hooks";

interface Props {
  project: string;
  onClose: () => void;
  onInvited: (invitation: Invitation & { url: string }) => void;
}

export default function InviteDialog({ project, onClose, onInvited }: Props) {
  const create = useCreateInvitation(project);
  const form = useZodForm({
    draftKey: `invitation ${project}`,
    defaultValues: { email: "", role: "editor" as Role },
    schema: async () => (await import("@/lib/invitations/contract")).CreateInvitation,
    toBody: ({ email, role }) => ({ role, ...(email.trim() ? { email } : {}) }),
    save: create.mutateAsync,
    onSaved: (invitation) => {
      onInvited(invitation);
      onClose();
    },
  });

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Invite by link"
      description="No e-mail is sent; share the link yourself."
      submitLabel="Create link"
      buttonSize="sm"
    >
      <FormField
        form={form}
        name="email"
        label="E-mail"
        optional
        hint="If set, only the person with this address can use the link."
      >
        <Input type="email" autoComplete="off" />
      </FormField>
      <FormControl form={form} name="role">
        {({ value, onChange }) => (
          <RadioGroup
            label="Role"
            value={value}
            onValueChange={onChange}
            options={ROLE_OPTIONS.map((option) => ({
              value: option.value,
              label: option.value,
              hint: option.description,
            }))}
          />
        )}
      </FormControl>
    </FormDialog>
  );
}
