import type { Role } from "@/lib/auth/contract";

/** Whether a project still has an admin after one person's role changes (null: the person leaves). */
export function keepsAnAdmin(
  members: readonly { userId: string; role: Role }[],
  change: { userId: string; role: Role | null },
): boolean {
  return members.some(({ userId, role }) =>
    userId === change.userId ? change.role === "admin" : role === "admin",
  );
}
