import { NotFoundLinks } from "@/components/layout/frame";
import { Page } from "@/components/layout/page";
import { PageHead } from "@/components/ui/page-head";

export default function NotInProject() {
  return (
    <Page crumbs={[{ label: "Not found" }]}>
      <PageHead
        title="Nothing here"
        sub="The address is wrong, or the page was removed. Search above, or continue from here."
      />
      <NotFoundLinks />
    </Page>
  );
}
