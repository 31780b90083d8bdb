import { z } from "zod";
import { defineRoute, listOf, Page, Timestamp } from "@/lib/http/contract";
import { Password, PersonName } from "./contract";

/** The signed-in person, as they see themselves. */
export const Account = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    isDemo: z.boolean(),
    hasPassword: z.boolean(),
    /** Sign-on providers that are linked. */
    providers: z.array(z.string()),
    createdAt: Timestamp,
  })
  .meta({ id: "Account" });
export type Account = z.infer<typeof Account>;

export const getAccountRoute = defineRoute({
  method: "GET",
  path: "/api/v1/account",
  summary: "The signed-in person",
  access: "account",
  response: Account,
});

export const renameAccountRoute = defineRoute({
  method: "PATCH",
  path: "/api/v1/account",
  summary: "Change your name",
  access: "account",
  body: z.strictObject({ name: PersonName }),
  response: Account,
});

export const ChangePassword = z.strictObject({
  /** Needed when there is a password already. */
  currentPassword: z.string().max(200).optional(),
  newPassword: Password,
});
export type ChangePassword = z.infer<typeof ChangePassword>;

export const changePasswordRoute = defineRoute({
  method: "PUT",
  path: "/api/v1/account/password",
  summary: "Set a new password; all other sessions end",
  access: "account",
  body: ChangePassword,
  status: 204,
});

export const ResetPassword = z.strictObject({
  token: z.string().min(20).max(100),
  newPassword: Password,
});
export type ResetPassword = z.infer<typeof ResetPassword>;

export const resetPasswordRoute = defineRoute({
  method: "POST",
  path: "/api/v1/account/password-resets",
  summary: "Set a new password by a link from an admin; all sessions end",
  access: "public",
  body: ResetPassword,
  status: 201,
  response: z.object({ email: z.string() }),
});

export const SignedInDevice = z
  .object({
    id: z.string(),
    userAgent: z.string().nullable(),
    isCurrent: z.boolean(),
    createdAt: Timestamp,
    lastSeenAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: "Session" });
export type SignedInDevice = z.infer<typeof SignedInDevice>;

export const listSessionsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/account/sessions",
  summary: "Where you are signed in",
  access: "account",
  query: Page,
  response: listOf(SignedInDevice),
});

export const revokeSessionRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/account/sessions/{session}",
  summary: "Sign out one of your sessions",
  access: "account",
  params: z.object({ session: z.uuid() }),
  status: 204,
});

export const signOutEverywhereRoute = defineRoute({
  method: "DELETE",
  path: "/api/v1/account/sessions",
  summary: "Sign out everywhere, here too",
  access: "account",
  status: 204,
});
