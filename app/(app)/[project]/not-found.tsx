import { NotFoundLinks } from "@/components/layout/not-found-links";
import { Page } from "@/components/layout/page";
import { PageHead } from "@/components/ui/page-head";

export default function NotInProject() {
  return (
    <Page crumbs={[{ label: "Not found" }]}>
      <PageHead
        title="Nothing here"
        sub="The address is wrong, or what it named is no longer part of this project. Search above, or go on from here."
      />
      <NotFoundLinks />
    </Page>
  );
}
