import { ChainEditorSkeleton } from "@/components/chains/editor/chain-editor-skeleton";
import { Page } from "@/components/layout/page";

export default function ChainEditorLoading() {
  return (
    <Page crumbs={[{ label: "Chains" }, { label: "Draft" }]} flush>
      <ChainEditorSkeleton />
    </Page>
  );
}
