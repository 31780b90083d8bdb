import { Page } from "@/components/layout/page";
import { EditorSkeleton } from "@/components/prompts/editor/editor-skeleton";

export default function EditorLoading() {
  return (
    <Page crumbs={[{ label: "Prompts" }, { label: "Draft" }]} flush>
      <EditorSkeleton />
    </Page>
  );
}
