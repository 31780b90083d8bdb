"use client";
import type { UseMutationResult } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/controls/button";
import { toast, toastError } from "@/components/ui/overlays/toast";

interface Props {
  name: string;
  isArchived: boolean;
  /** Takes whether it shall be archived. */
  archive: UseMutationResult<unknown, Error, boolean>;
  /** Where its list is. */
  listPath: string;
  onClose: () => void;
}

/** At the left end of a settings dialog: archives with an undo and leaves for the list, or restores. */
export function ArchiveButton({ name, isArchived, archive, listPath, onClose }: Props) {
  const router = useRouter();
  function toggle() {
    archive.mutate(!isArchived, {
      onSuccess: () => {
        onClose();
        const undo = { action: { label: "Undo", onClick: () => archive.mutate(false) } };
        toast(isArchived ? `${name} is back` : `${name} is archived`, isArchived ? {} : undo);
        if (!isArchived) router.push(listPath);
      },
      onError: (error) => toastError(error.message),
    });
  }

  return (
    <Button variant="danger" className="mr-auto" busy={archive.isPending} onClick={toggle}>
      {isArchived ? "Restore" : "Archive"}
    </Button>
  );
}
