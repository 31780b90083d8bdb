import { Page } from "@/components/layout/page";
import { Empty } from "@/components/ui/empty";

export default function NotInProject() {
  return (
    <Page crumbs={[{ label: "Not found" }]}>
      <Empty title="Nothing here">
        The address is wrong, or what it named is no longer part of this project. The rooms at the
        left and the search (⌘K) know what there is.
      </Empty>
    </Page>
  );
}
