"use client";
import { GitBranch, KeyRound } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { describeRefusal } from "@/lib/auth/sessions/sign-in-answer";
import { signIn } from "./sign-in";

interface Props {
  providers: { id: string; name: string }[];
  returnTo: string;
  refusal: string | null;
}

export function SignInForm({ providers, returnTo, refusal }: Props) {
  const form = useZodForm({
    defaultValues: { email: "", password: "" },
    schema: async () => (await import("@/lib/auth/contract")).SignIn,
    toBody: (values) => values,
    save: async (body) => {
      const code = await signIn("password", body);
      if (code !== null) throw new Error(describeRefusal(code));
    },
    onSaved: () => location.assign(returnTo),
  });

  return (
    <>
      <Form form={form} className="mt-4 grid gap-4">
        {!form.refusal && !form.isSaved && <FormError className="contents">{refusal}</FormError>}
        <FormField form={form} name="email" label="E-mail">
          <Input name="email" type="email" autoComplete="username" required autoFocus />
        </FormField>
        <FormField form={form} name="password" label="Password">
          <Input name="password" type="password" autoComplete="current-password" required />
        </FormField>
        <Button type="submit" variant="primary" busy={form.isSaving || form.isSaved}>
          Sign in
        </Button>
      </Form>
      {providers.length > 0 && (
        <div className="mt-5 grid gap-3">
          <div className="flex items-center gap-3 text-12 text-text-3">
            <hr className="grow" /> or <hr className="grow" />
          </div>
          {providers.map(({ id, name }) => (
            <Button
              key={id}
              icon={
                id === "github" ? <GitBranch aria-hidden="true" /> : <KeyRound aria-hidden="true" />
              }
              onClick={() => signIn(id, {}, returnTo)}
            >
              Continue with {name}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
