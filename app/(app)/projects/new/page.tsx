import type { Metadata } from "next";
import { StandaloneCard, StandalonePage } from "@/components/layout/standalone-page";
import { NewProjectForm } from "@/components/projects/new-project-form";
import { requireAccount } from "@/lib/auth/page-actor";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage() {
  await requireAccount();
  return (
    <StandalonePage note={false}>
      <StandaloneCard label="New project">
        <div>
          <h1>New project</h1>
          <NewProjectForm />
        </div>
        <div>
          <h2>What it starts with</h2>
          <ul className="grid list-disc gap-2 pl-4 text-13">
            <li>You, as its admin. Nobody else can see it until you invite them.</li>
            <li>
              The environments <code>production</code> (one approval, gates) and{" "}
              <code>staging</code> (open).
            </li>
            <li>
              The models <code>local/baseline</code>, which needs no key, and <code>replay</code>.
            </li>
          </ul>
        </div>
      </StandaloneCard>
    </StandalonePage>
  );
}
