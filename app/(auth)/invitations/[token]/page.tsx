import type { Metadata } from "next";
import { StandaloneCard, StandalonePage } from "@/components/layout/standalone-page";
import { AcceptAs, RegisterForm } from "@/components/projects/accept-invitation";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { loadAccount } from "@/lib/auth/sessions/session";
import { CLOSED_LINK } from "@/lib/invitations/invitation-state";
import { getInvitationState } from "@/lib/invitations/reads";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

interface Props {
  params: Promise<{ token: string }>;
}

export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const [invitation, account] = await Promise.all([getInvitationState(token), loadAccount()]);
  if (invitation.state !== "open") {
    return (
      <StandalonePage>
        <StandaloneCard label="Invitation">
          <div>
            <h1>Invitation</h1>
            <p className="text-13">{CLOSED_LINK[invitation.state]}</p>
            <p className="text-13">
              <Link className={linkClass} href="/sign-in">
                Sign in
              </Link>
            </p>
          </div>
        </StandaloneCard>
      </StandalonePage>
    );
  }
  const { project, role, invitedBy, email, expiresAt } = invitation;
  return (
    <StandalonePage>
      <StandaloneCard label="Invitation">
        <div>
          <h1>Join {project.name}</h1>
          <p className="text-12 text-text-2">
            {invitedBy} invites you as {role === "editor" || role === "admin" ? "an" : "a"} {role}.
            The link works once and ends <RelativeTime value={expiresAt} />.
          </p>
          {account ? (
            <AcceptAs token={token} person={account} project={project.name} />
          ) : (
            <>
              <RegisterForm token={token} email={email} />
              <p className="text-12 text-text-2">
                You have an account here?{" "}
                <Link className={linkClass} href={`/sign-in?from=/invitations/${token}`}>
                  Sign in and join
                </Link>
                .
              </p>
            </>
          )}
        </div>
      </StandaloneCard>
    </StandalonePage>
  );
}
