"use client";
import { FileUp } from "lucide-react";
import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { buttonClass } from "./button-class";

interface FileButtonProps {
  label: string;
  /** Endings, as the browser's dialog takes them. */
  accept: string;
  /** The first file, and all of them where several may be chosen. */
  onChoose: (file: File, files: File[]) => void;
  pick?: "file" | "files" | "folder";
  size?: "sm" | "md";
}

/** Opens the browser's dialog for files; the same ones may be chosen again. */
export function FileButton({
  label,
  accept,
  onChoose,
  pick = "file",
  size = "md",
}: FileButtonProps) {
  const id = useId();
  return (
    <span className="relative inline-flex">
      <input
        id={id}
        type="file"
        className="peer sr-only"
        accept={accept}
        multiple={pick !== "file"}
        {...(pick === "folder" ? { webkitdirectory: "" } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files[0]) onChoose(files[0], files);
          event.target.value = "";
        }}
      />
      <label htmlFor={id} className={cn(buttonClass({ size }), "cursor-pointer")}>
        <FileUp aria-hidden="true" />
        {label}
      </label>
    </span>
  );
}

/** A place to drop a file, with the button for those who do not. */
export function FileDrop({
  children,
  ...button
}: FileButtonProps & { children?: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside
    <div
      className="grid place-items-center gap-3 rounded-lg border border-dashed border-border-strong p-10 text-13 text-text-2"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const files = [...event.dataTransfer.files];
        if (files[0]) button.onChoose(files[0], files);
      }}
    >
      <FileButton {...button} />
      {children}
    </div>
  );
}
