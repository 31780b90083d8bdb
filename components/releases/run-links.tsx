import { Fragment } from "react";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
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
