"use client";
import { useParams } from "next/navigation";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";

const PLACES = [
  ["Prompts", "/prompts"],
  ["Eval sets", "/eval-sets"],
  ["Runs", "/runs"],
  ["Reviews", "/reviews"],
  ["Releases", "/releases"],
  ["Traces", "/traces"],
] as const;

/** Where to go on from an address that names nothing. */
export function NotFoundLinks() {
  const { project } = useParams<{ project: string }>();
  return (
    <nav className="flex flex-wrap gap-2" aria-label="Go on">
      <Link href={`/${project}`} className={buttonClass({ variant: "primary" })}>
        Overview
      </Link>
      {PLACES.map(([label, path]) => (
        <Link key={path} href={`/${project}${path}`} className={buttonClass()}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
