import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DemoPeople } from "@/components/auth/demo-people";
import { SignInForm } from "@/components/auth/sign-in-form";
import { listDemoPeople } from "@/lib/auth/list-demo-people";
import { parseReturnPath } from "@/lib/auth/sessions/return-path";
import { listSignOnProviders, loadAccount } from "@/lib/auth/sessions/session";
import { describeRefusal } from "@/lib/auth/sessions/sign-in-answer";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ error?: string | string[]; from?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { error, from } = await searchParams;
  const returnTo = parseReturnPath(from);
  if (await loadAccount()) redirect(returnTo);
  const people = await listDemoPeople();
  return (
    <main className="grid min-h-screen place-content-center justify-items-center gap-6 bg-canvas p-6">
      <div className="flex items-center gap-2.5 text-16 font-semibold">
        <span
          className="grid size-7 place-items-center rounded bg-text font-mono text-surface"
          aria-hidden="true"
        >
          G
        </span>
        Galley
      </div>
      <div className="flex max-w-full overflow-hidden rounded-lg border bg-surface">
        <section className="w-100 p-7" aria-labelledby="sign-in">
          <h1 id="sign-in">Sign in</h1>
          <SignInForm
            providers={listSignOnProviders()}
            returnTo={returnTo}
            refusal={error ? describeRefusal(String(error)) : null}
          />
          <p className="mt-4 text-12 text-text-2">
            No account? A project’s admin invites you with a link.
          </p>
        </section>
        {people.length > 0 && <DemoPeople people={people} returnTo={returnTo} />}
      </div>
      <p className="text-12 text-text-2">
        Galley 0.1, self-hosted. Nothing leaves this machine except calls to the models you connect.
      </p>
    </main>
  );
}
