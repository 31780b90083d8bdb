"use client";
import { signIn } from "@/components/auth/sign-in";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useSetUp } from "@/lib/projects/hooks";
import { NewPasswordField } from "./new-password-field";
import { slugOf } from "./slug-of";

export function SetUpForm({ token }: { token: string }) {
  const setUp = useSetUp();
  const form = useZodForm({
    defaultValues: { name: "", email: "", password: "", project: "" },
    schema: async () => (await import("@/lib/projects/contract")).SetUp,
    toBody: ({ project, ...person }) => ({
      token,
      ...person,
      project: { name: project, slug: slugOf(project) },
    }),
    save: setUp.mutateAsync,
    onSaved: async ({ project }, { email, password }) => {
      const refused = await signIn("password", { email, password });
      location.assign(refused === null ? `/${project}/prompts` : "/sign-in");
    },
  });
  const slug = slugOf(form.values.project);

  return (
    <Form form={form} className="grid gap-3.5">
      <FormField form={form} name="name" label="Your name">
        <Input required autoFocus autoComplete="name" />
      </FormField>
      <FormField form={form} name="email" label="E-mail">
        <Input required type="email" autoComplete="username" />
      </FormField>
      <NewPasswordField form={form} name="password" />
      <FormField
        form={form}
        name="project"
        label="First project"
        hint={slug ? `Address: /${slug}` : "Its address is made from the name."}
      >
        <Input required />
      </FormField>
      <Button type="submit" variant="primary" busy={form.isSaving || form.isSaved}>
        Create administrator and project
      </Button>
    </Form>
  );
}
