"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { lazyView } from "@/components/ui/lazy-view";
import { Notice } from "@/components/ui/notice";
import { toastError } from "@/components/ui/overlays/toast";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCountOf } from "@/lib/format-number";
import { useDismissSpecialCases } from "@/lib/specs/hooks";
import { specQueries } from "@/lib/specs/queries";
import { SpecialCaseList } from "./special-case-list";

const DismissDialog = lazyView(() => import("./dismiss-special-cases-dialog"));

interface Props {
  project: string;
  name: string;
  version: number;
  mayWrite: boolean;
}

/** A version adds many rules that hold for few inputs: what they are, and who said that they are meant. */
export function VersionSpecialCases({ project, name, version, mayWrite }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const { data } = useQuery(specQueries.specialCases(project, name, version));
  const dismiss = useDismissSpecialCases(project, name, version);
  if (!data?.isMany) return null;
  const { sentences, dismissal, from } = data;
  const rules = formatCountOf(sentences.length, "new rule");
  const address = `/${project}/prompts/${encodeURIComponent(name)}/diff?from=${from}&to=${version}`;
  if (dismissal) {
    return (
      <Notice
        className="mb-4"
        title={`${rules} for narrow inputs, dismissed.`}
        actions={
          mayWrite && (
            <Button
              size="sm"
              busy={dismiss.isPending}
              onClick={() =>
                dismiss.mutate(null, { onError: (error) => toastError(error.message) })
              }
            >
              Show
            </Button>
          )
        }
      >
        {dismissal.by}, <RelativeTime value={dismissal.at} />
        {dismissal.reason ? `: “${dismissal.reason}”` : ", without a reason."}
      </Notice>
    );
  }
  return (
    <Notice
      className="mb-4"
      tone="warn"
      title={`v${version} adds ${rules} for narrow inputs.`}
      actions={
        mayWrite && (
          <Button size="sm" onClick={() => setIsAsking(true)}>
            Dismiss…
          </Button>
        )
      }
    >
      They lift the cases that the author looks at and often nothing else. Would one general rule
      do?
      <SpecialCaseList
        sentences={sentences}
        placeOf={({ message, line }) => (
          <Link className={linkClass} href={`${address}#m${message + 1}-L${line}`}>
            Message {message + 1}, line {line}
          </Link>
        )}
      />
      {isAsking && (
        <DismissDialog
          project={project}
          name={name}
          version={version}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Notice>
  );
}
