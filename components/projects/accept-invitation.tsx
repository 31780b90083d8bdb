"use client";
import { signIn } from "@/components/auth/sign-in";
import { signOut } from "@/components/auth/sign-out";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { linkClass } from "@/components/ui/text/link-class";
import { useAcceptInvitation, useRegister } from "@/lib/invitations/hooks";
import { NewPasswordField } from "./new-password-field";

/** For somebody who is signed in: one press. */
export function AcceptAs({
  token,
  person,
  project,
}: {
  token: string;
  person: { name: string; email: string };
  project: string;
}) {
  const accept = useAcceptInvitation();
  return (
    <>
      <FormError error={accept.error} />
      <Button
        variant="primary"
        busy={accept.isPending || accept.isSuccess}
        onClick={() =>
          accept.mutate(token, {
            onSuccess: (accepted) => location.assign(`/${accepted.project}/prompts`),
          })
        }
      >
        Join {project} as {person.name}
      </Button>
      <p className="text-12 text-text-2">
        Signed in as {person.email}.{" "}
        <button type="button" className={linkClass} onClick={() => void signOut()}>
          Not you?
        </button>
      </p>
    </>
  );
}

/** For a new person: who they are and a password. */
export function RegisterForm({ token, email: invited }: { token: string; email: string | null }) {
  const register = useRegister();
  const form = useZodForm({
    defaultValues: { name: "", email: invited ?? "", password: "" },
    schema: async () => (await import("@/lib/invitations/contract")).Register,
    toBody: (values) => ({ token, ...values }),
    save: register.mutateAsync,
    onSaved: async ({ project }, { email, password }) => {
      const refused = await signIn("password", { email, password });
      location.assign(refused === null ? `/${project}/prompts` : "/sign-in");
    },
  });

  return (
    <Form form={form} className="grid gap-3.5">
      <FormField form={form} name="name" label="Your name">
        <Input required autoFocus autoComplete="name" />
      </FormField>
      <FormField
        form={form}
        name="email"
        label="E-mail"
        hint={invited ? "The invitation is for this address." : undefined}
      >
        <Input required type="email" autoComplete="username" readOnly={invited !== null} />
      </FormField>
      <NewPasswordField form={form} name="password" />
      <Button type="submit" variant="primary" busy={form.isSaving || form.isSaved}>
        Create account and join
      </Button>
    </Form>
  );
}
