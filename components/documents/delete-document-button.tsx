"use client";
import { Button } from "@/components/ui/controls/button";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import type { Document } from "@/lib/documents/document-contract";
import { useDeleteDocument, useWriteDocument } from "@/lib/documents/hooks";

interface Props {
  project: string;
  set: DocumentSetDetail;
  stored: Document;
  onClose: () => void;
}

/** Deleting asks nothing, because it can be undone: the text is written again. */
export function DeleteDocumentButton({ project, set, stored, onClose }: Props) {
  const remove = useDeleteDocument(project, set.name);
  const write = useWriteDocument(project, set.name);
  const fail = (error: Error) => toastError(error.message);
  const { id, title, text } = stored;
  return (
    <Button
      size="sm"
      variant="danger"
      className="ml-auto"
      busy={remove.isPending}
      onClick={() =>
        remove.mutate(id, {
          onSuccess: ({ revision }) => {
            onClose();
            toast(`${id} deleted in revision ${revision}`, {
              action: {
                label: "Undo",
                onClick: () =>
                  write.mutate({ document: id, title, text, since: 0 }, { onError: fail }),
              },
            });
          },
          onError: fail,
        })
      }
    >
      Delete
    </Button>
  );
}
