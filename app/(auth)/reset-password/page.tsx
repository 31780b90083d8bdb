import type { Metadata } from "next";
import { StandaloneCard, StandalonePage } from "@/components/layout/standalone-page";
import { ResetPasswordForm } from "@/components/projects/reset-password-form";
import { findToken } from "@/lib/auth/passwords/one-time-token";
import { TOO_MANY_WRONG_LINKS } from "@/lib/http/server/rate-limits";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

const WHY = {
  used: "This link was already used. Ask an admin for a new one.",
  expired:
    "This link has expired: it works for 24 hours, and only while your password and your projects stay as they are. Ask an admin for a new one.",
  too_many: TOO_MANY_WRONG_LINKS,
  unknown: "This link is not valid here. Check that it was copied completely.",
};

export default async function ResetPasswordPage({ searchParams }: Props) {
  const token = String((await searchParams).token ?? "");
  const link = await findToken("password_reset", token);
  return (
    <StandalonePage>
      <StandaloneCard label="New password">
        <div>
          <h1>Set a new password</h1>
          {link.state === "open" ? (
            <>
              <p className="text-12 text-text-2">
                An admin made this link for you. It signs you out everywhere.
              </p>
              <ResetPasswordForm token={token} />
            </>
          ) : (
            <p className="text-13">{WHY[link.state]}</p>
          )}
        </div>
      </StandaloneCard>
    </StandalonePage>
  );
}
