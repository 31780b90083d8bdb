import { Notice } from "@/components/ui/notice";

/** Why a page of settings has no buttons for this person. */
export function AdminsOnly({ what }: { what: string }) {
  return (
    <Notice className="mb-4" title="Read only.">
      Admins {what}. Ask an admin (see Members).
    </Notice>
  );
}
