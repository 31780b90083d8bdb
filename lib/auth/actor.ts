import type { Role, Scope } from "./contract";

declare const brand: unique symbol;

/** Made by lib/auth only; the brand keeps everybody else from writing one down. */
interface InProject {
  readonly [brand]: true;
  projectId: string;
  projectSlug: string;
  role: Role;
}

/** Who asks, with what right, in which project. The first argument of every read and verb. */
export type Actor =
  | (InProject & { kind: "member"; userId: string; name: string; email: string })
  | (InProject & {
      kind: "key";
      keyId: string;
      name: string;
      scopes: readonly Scope[];
      /** The member that the key acts as; null: the key acts for itself. */
      userId: string | null;
      /** The member who made it; null: the operator of the machine, or nobody knows. */
      madeById: string | null;
      /** What it decides is that member's own decision: they made it themselves, or the operator did. */
      canDecide: boolean;
    })
  | (InProject & { kind: "system"; name: string; userId: null });

/** A signed-in person outside of any project. */
export interface AccountActor {
  readonly [brand]: true;
  kind: "account";
  userId: string;
  name: string;
  email: string;
  sessionId: string;
}

type Unbranded<T> = T extends unknown ? Omit<T, typeof brand> : never;

/** The one place where the brand is given; called by lib/auth only (lib/structure.test.ts holds it). */
export function makeActor<T extends Unbranded<Actor> | Unbranded<AccountActor>>(
  actor: T,
): T & { readonly [brand]: true } {
  return actor as T & { readonly [brand]: true };
}

/** The machine itself, for jobs: what it does is recorded under the given name. */
export function systemActor(project: { id: string; slug: string }, name: string): Actor {
  return makeActor({
    kind: "system",
    name,
    userId: null,
    projectId: project.id,
    projectSlug: project.slug,
    role: "admin",
  });
}

/** A person as a member, for what they do while they become one. */
export function memberActor(
  project: { id: string; slug: string },
  { userId, name, email }: { userId: string; name: string; email: string },
  role: Role,
): Actor {
  return makeActor({
    kind: "member",
    userId,
    name,
    email,
    projectId: project.id,
    projectSlug: project.slug,
    role,
  });
}
