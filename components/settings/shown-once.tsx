import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { noticeClass } from "@/components/ui/notice-class";
import { CopyButton } from "@/components/ui/text/copy-button";

interface Props {
  title: ReactNode;
  children: ReactNode;
  secret: string;
  onStored: () => void;
}

/** A key or a link that nobody can read again, until the person says that it is stored. */
export function ShownOnce({ title, children, secret, onStored }: Props) {
  return (
    <div className="border-b px-4 py-3">
      <div className={noticeClass({ tone: "warn" })} role="status">
        <KeyRound aria-hidden="true" />
        <div className="grid min-w-0 grow gap-2">
          <div>
            <b>{title}</b> {children}
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <code className="min-w-0 grow rounded border border-border-strong bg-surface px-2.5 py-1.5 font-mono text-12 break-all">
              {secret}
            </code>
            <CopyButton text={secret} size="sm">
              Copy
            </CopyButton>
            <Button size="sm" onClick={onStored}>
              I have saved it
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}
