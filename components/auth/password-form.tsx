"use client";
import { NewPasswordField } from "@/components/projects/new-password-field";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { useChangePassword } from "@/lib/auth/hooks";

export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const change = useChangePassword();
  const form = useZodForm({
    defaultValues: { currentPassword: "", newPassword: "" },
    schema: async () => (await import("@/lib/auth/account-contract")).ChangePassword,
    toBody: ({ currentPassword, newPassword }) => ({
      newPassword,
      ...(hasPassword ? { currentPassword } : {}),
    }),
    save: change.mutateAsync,
    clearsOnSaved: true,
    onSaved: () => {
      toast("Password changed. Other sessions were signed out.");
    },
  });

  return (
    <Form form={form} className="grid gap-3">
      {hasPassword && (
        <FormField form={form} name="currentPassword" label="Current password">
          <Input type="password" required autoComplete="current-password" />
        </FormField>
      )}
      <NewPasswordField form={form} name="newPassword" label="New password" />
      <Button type="submit" size="sm" className="justify-self-start" busy={form.isSaving}>
        {hasPassword ? "Change password" : "Set password"}
      </Button>
    </Form>
  );
}
