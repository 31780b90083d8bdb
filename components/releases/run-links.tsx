import Link from "next/link";
import { Fragment } from "react";
import { linkClass } from "@/components/ui/text/link";
import type { RunRef } from "@/lib/releases/note/note-contract";

/** The runs that figures come from, each once. */
export function RunLinks({ project, runs }: { project: string; runs: RunRef[] }) {
  const numbers = [...new Set(runs.map(({ number }) => number))].sort((a, b) => b - a);
  return numbers.map((number, index) => (
    <Fragment key={number}>
      {index > 0 && ", "}
      <Link className={linkClass} href={`/${project}/runs/${number}`}>
        run {number}
      </Link>
    </Fragment>
  ));
}
