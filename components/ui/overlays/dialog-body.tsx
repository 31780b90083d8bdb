"use client";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import type { DialogProps } from "./dialog-props";

export default function DialogBody({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "sm",
  sticky,
  initialFocus,
  alert,
  onSubmit,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const content = (
    <>
      {children && <div className="body">{children}</div>}
      {footer && <footer>{footer}</footer>}
    </>
  );
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} disablePointerDismissal={sticky}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Viewport className="dialog-viewport">
          <Dialog.Popup
            className={cn("dialog", size !== "sm" && `dialog-${size}`)}
            role={alert ? "alertdialog" : "dialog"}
            ref={popup}
            initialFocus={initialFocus ?? (() => firstToFocus(popup.current))}
          >
            <header>
              <div className="min-w-0">
                <Dialog.Title>{title}</Dialog.Title>
                {description && (
                  <Dialog.Description className="text-12 text-text-2 mt-0.5">
                    {description}
                  </Dialog.Description>
                )}
              </div>
              <Dialog.Close render={<IconButton label="Close" icon={<X aria-hidden="true" />} />} />
            </header>
            {onSubmit ? (
              <form
                className="contents"
                // A schema checks the form, so the browser does not.
                noValidate
                onSubmit={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                  onSubmit();
                }}
              >
                {content}
              </form>
            ) : (
              content
            )}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The first field to write in; without one the first button below, which changes nothing. */
function firstToFocus(popup: HTMLElement | null): HTMLElement | true {
  const notWritten = "[type=radio], [type=checkbox], [type=file], [type=hidden]";
  const field = `:is(textarea, select, input:not(${notWritten})):enabled`;
  const first = popup?.querySelector<HTMLElement>(`.body ${field}`);
  return first ?? popup?.querySelector<HTMLElement>("footer button:enabled") ?? true;
}
