"use client";
import { useState } from "react";
import { signIn } from "@/components/auth/sign-in";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { useResetPassword } from "@/lib/auth/hooks";
import { parseProblem } from "@/lib/http/form-problem";
import { NewPasswordField } from "./new-password-field";

export function ResetPasswordForm({ token }: { token: string }) {
  const reset = useResetPassword();
  const [newPassword, setNewPassword] = useState("");
  const problem = parseProblem(reset.error, ["newPassword"]);
  return (
    <form
      className="grid gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        reset.mutate(
          { token, newPassword },
          {
            onSuccess: async ({ email }) => {
              const refused = await signIn("password", { email, password: newPassword });
              location.assign(refused === null ? "/" : "/sign-in");
            },
          },
        );
      }}
    >
      <NewPasswordField
        label="New password"
        value={newPassword}
        onValueChange={setNewPassword}
        error={problem.at("newPassword")}
      />
      <FormError>{problem.whole}</FormError>
      <Button type="submit" variant="primary" busy={reset.isPending || reset.isSuccess}>
        Set password and sign in
      </Button>
    </form>
  );
}
