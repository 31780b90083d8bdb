import { Notice } from "@/components/ui/notice";

/** Why a page of settings has no buttons for a viewer. */
export function EditorsOnly({ what }: { what: string }) {
  return (
    <Notice className="mb-4" title="Read only.">
      Editors, reviewers and admins can change {what}.
    </Notice>
  );
}
