import { z } from "zod";
import { defineRoute, listOf, Page, Timestamp } from "@/lib/http/contract";
import { SCOPE_MEANS } from "./scope-means";

/** What a member may do in a project; each role may do what the ones before it may. */
export const ROLES = ["viewer", "editor", "reviewer", "admin"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What an API key may do. `admin` includes all others. */
export const SCOPES = [
  "prompts:read",
  "prompts:write",
  "evals:read",
  "evals:write",
  "reviews:write",
  "releases:write",
  "traces:read",
  "traces:write",
  "admin",
] as const;
export const Scope = z.enum(SCOPES).meta({
  id: "Scope",
  description: SCOPES.map((scope) => `\`${scope}\`: ${SCOPE_MEANS[scope]}.`).join("\n"),
});
export type Scope = z.infer<typeof Scope>;

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Write an e-mail address, like ines@northwind.example."));

export const PersonName = z.string().trim().min(1, "Write a name.").max(80);

export const Password = z
  .string()
  .min(12, "Use at least 12 characters; a sentence is fine.")
  .max(200, "Use at most 200 characters.");

/** What the sign-in page sends; which of the two is wrong, the answer does not say. */
export const SignIn = z.object({
  email: z.string().min(1, "Write your e-mail address."),
  password: z.string().min(1, "Write your password."),
});
export type SignIn = z.infer<typeof SignIn>;

/** A person as others see them. */
export const Person = z
  .object({ id: z.string().nullable(), name: z.string() })
  .meta({ id: "Person" });
export type Person = z.infer<typeof Person>;

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
