import { Check, Minus } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { StandaloneCard, StandalonePage } from "@/components/layout/standalone-page";
import { SetUpForm } from "@/components/projects/set-up-form";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { findToken } from "@/lib/auth/passwords/one-time-token";
import { env } from "@/lib/env";
import { mayReachThisMachine } from "@/lib/http/current-client";
import { getHealth } from "@/lib/http/server/health";
import { TOO_MANY_WRONG_LINKS } from "@/lib/http/server/rate-limits";

export const metadata: Metadata = { title: "Set up" };

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function SetUpPage({ searchParams }: Props) {
  const token = String((await searchParams).token ?? "");
  const link = await findToken("set_up", token);
  if (link.state !== "open") return <ClosedLink state={link.state} />;
  const health = await getHealth();
  const hasWorker = "worker" in health && health.worker === "ok";
  return (
    <StandalonePage>
      <StandaloneCard label="Set up Galley">
        <div>
          <h1>Set up Galley</h1>
          <p className="text-12 text-text-2">
            You opened the link that the first start printed. It works once and ends{" "}
            <RelativeTime value={link.expiresAt.toISOString()} />. After that, people join by
            invitation.
          </p>
          <SetUpForm token={token} />
        </div>
        <div>
          <h2>What is ready</h2>
          <ul className="grid gap-2 text-13">
            <Fact isReady>PostgreSQL answers</Fact>
            <Fact isReady={hasWorker}>
              {hasWorker ? "Worker is running" : "No worker yet: evals wait until one runs"}
            </Fact>
            <Fact isReady>
              Listens on {env().GALLEY_HOST}
              {mayReachThisMachine() && " only"}
            </Fact>
            <Fact isReady={false}>
              No model yet; <code>local/baseline</code> needs no key
            </Fact>
          </ul>
          <hr />
          <h2>Next, in this order</h2>
          <ol className="grid list-decimal gap-2 pl-4.5 text-13">
            <li>Connect a model, or stay with the baseline</li>
            <li>Write the first prompt and what it must do</li>
            <li>Import cases, run, read what breaks</li>
          </ol>
        </div>
      </StandaloneCard>
    </StandalonePage>
  );
}

function Fact({ isReady, children }: { isReady: boolean; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      {isReady ? (
        <Check className="stroke-[1.5] text-pass" aria-label="ready" />
      ) : (
        <Minus className="stroke-[1.5] text-notmeasured" aria-label="not yet" />
      )}
      <span>{children}</span>
    </li>
  );
}

const WHY = {
  used: "This set-up link was already used.",
  expired: "This set-up link has expired: it works for 24 hours.",
  too_many: TOO_MANY_WRONG_LINKS,
  unknown: "This set-up link is not valid here. Check that it was copied completely.",
};

function ClosedLink({ state }: { state: keyof typeof WHY }) {
  return (
    <StandalonePage>
      <StandaloneCard label="Set up Galley">
        <div>
          <h1>Set up Galley</h1>
          <p className="text-13">{WHY[state]}</p>
          <p className="text-13 text-text-2">
            While nobody has an account, each start prints a new one in the log. Otherwise{" "}
            <Link className={linkClass} href="/sign-in">
              sign in
            </Link>
            , or run <code>npm run admin -- create-user</code> on this machine.
          </p>
        </div>
      </StandaloneCard>
    </StandalonePage>
  );
}
