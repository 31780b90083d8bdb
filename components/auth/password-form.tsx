"use client";
import { useState } from "react";
import { NewPasswordField } from "@/components/projects/new-password-field";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { toast } from "@/components/ui/overlays/toast";
import { useChangePassword } from "@/lib/auth/hooks";
import { parseProblem } from "@/lib/http/form-problem";

export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const change = useChangePassword();
  const [currentPassword, setCurrentPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const problem = parseProblem(change.error, ["currentPassword", "newPassword"]);

  function submit() {
    change.mutate(
      { newPassword, ...(hasPassword ? { currentPassword } : {}) },
      {
        onSuccess: () => {
          setCurrentPassword("");
          setNewPassword("");
          toast("Password changed. Other sessions were signed out.");
        },
      },
    );
  }

  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {hasPassword && (
        <Field label="Current password" error={problem.at("currentPassword")}>
          <Input
            type="password"
            required
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setCurrentPassword(event.target.value)}
          />
        </Field>
      )}
      <NewPasswordField
        label="New password"
        value={newPassword}
        onValueChange={setNewPassword}
        error={problem.at("newPassword")}
      />
      <FormError>{problem.whole}</FormError>
      <Button type="submit" size="sm" className="justify-self-start" busy={change.isPending}>
        {hasPassword ? "Change password" : "Set password"}
      </Button>
    </form>
  );
}
