"use client";
import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import type { ButtonStyle } from "@/components/ui/controls/button-class";
import { IconButton } from "@/components/ui/controls/icon-button";

interface CopyButtonProps extends ButtonStyle {
  text: string;
  /** With a label it is a button, without one an icon named `label`. */
  children?: ReactNode;
  label?: string;
  className?: string;
}

export function CopyButton({
  text,
  children,
  label = "Copy",
  className,
  ...style
}: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => void copyText(text).then(setCopied);
  const icon = copied ? (
    <Check className="text-pass" aria-hidden="true" />
  ) : (
    <Copy aria-hidden="true" />
  );
  return (
    <>
      {children ? (
        <Button icon={icon} onClick={copy} className={className} {...style}>
          {children}
        </Button>
      ) : (
        <IconButton icon={icon} label={label} onClick={copy} className={className} />
      )}
      <span className="sr-only" role="status">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}

/** Over plain http to another machine there is no clipboard API; the selection still copies. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  (document.querySelector("[role=dialog]") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
