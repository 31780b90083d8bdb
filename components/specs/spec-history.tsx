"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { specQueries } from "@/lib/specs/queries";

/** Who changed the spec when, and what. */
export function SpecHistory({
  project,
  name,
  revision,
}: {
  project: string;
  name: string;
  revision: number;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useQuery({
    ...specQueries.revisions(project, name),
    enabled: isOpen,
  });
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        Revision {revision} <ChevronDown aria-hidden="true" />
      </Button>
      <Dialog open={isOpen} onOpenChange={setIsOpen} title="History of the spec" size="md">
        {error && <p className="t-fail">{error.message}</p>}
        {!data && !error && <p className="faint">Loading…</p>}
        <ol className="grid gap-3">
          {data?.data.map((each) => (
            <li key={each.number}>
              <p>
                <b>Revision {each.number}</b>{" "}
                <span className="muted">
                  {each.author.name}, <RelativeTime value={each.createdAt} />
                </span>
              </p>
              <ul className="small text-text-2 list-disc pl-5">
                {each.changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </Dialog>
    </>
  );
}
