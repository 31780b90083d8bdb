"use client";
import { ChevronRight, Info } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { FormError } from "@/components/ui/controls/form-error";
import { Avatar } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { noticeClass } from "@/components/ui/notice-class";
import type { DemoPerson } from "@/lib/auth/list-demo-people";
import { describeRefusal } from "@/lib/auth/sessions/sign-in-answer";
import { signIn } from "./sign-in";

export function DemoPeople({ people, returnTo }: { people: DemoPerson[]; returnTo: string }) {
  const [error, setError] = useState<string | null>(null);

  async function continueAs(email: string) {
    const refused = await signIn("demo", { email });
    if (refused === null) return location.assign(returnTo);
    setError(describeRefusal(refused));
  }

  return (
    <section className="w-100 border-l p-7" aria-labelledby="demo">
      <div className="flex items-center justify-between">
        <h2 id="demo">Or look around as</h2>
        <Badge>demo, this machine only</Badge>
      </div>
      <ul className="mt-4 divide-y divide-border rounded border">
        {people.map(({ email, name, role, job }) => (
          <li key={email}>
            <button
              type="button"
              onClick={() => continueAs(email)}
              className="flex w-full cursor-pointer items-center gap-3 px-3 py-2.5 text-left hover:bg-hover"
            >
              <Avatar name={name} size="lg" />
              <span className="grid grow">
                <span className="text-13 font-semibold">{name}</span>
                <span className="text-12 text-text-2">{job}</span>
              </span>
              <Badge>{role}</Badge>
              <ChevronRight className="size-4" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {error && <FormError>{error}</FormError>}
      <p className="mt-3 text-12 text-text-2">
        No password: the page was opened from this machine and Galley was started with demo data.
        The project “Northwind Support” and all its people, tickets and figures are invented.
      </p>
      <p className={cn(noticeClass(), "mt-4")}>
        <Info className="stroke-[1.5]" aria-hidden="true" />
        <span>
          Use <code>--no-demo</code> to start without demo data. The first start then prints a
          set-up link.
        </span>
      </p>
    </section>
  );
}
