"use client";
import { signIn } from "@/components/auth/sign-in";
import { Button } from "@/components/ui/controls/button";
import { Form } from "@/components/ui/forms/form";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useResetPassword } from "@/lib/auth/hooks";
import { NewPasswordField } from "./new-password-field";

export function ResetPasswordForm({ token }: { token: string }) {
  const reset = useResetPassword();
  const form = useZodForm({
    defaultValues: { newPassword: "" },
    schema: async () => (await import("@/lib/auth/account-contract")).ResetPassword,
    toBody: (values) => ({ token, ...values }),
    save: reset.mutateAsync,
    onSaved: async ({ email }, { newPassword }) => {
      const refused = await signIn("password", { email, password: newPassword });
      location.assign(refused === null ? "/" : "/sign-in");
    },
  });
  return (
    <Form form={form} className="grid gap-3.5">
      <NewPasswordField form={form} name="newPassword" label="New password" />
      <Button type="submit" variant="primary" busy={form.isSaving || form.isSaved}>
        Set password and sign in
      </Button>
    </Form>
  );
}
