import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ProfileView } from "@/components/auth/profile-view";
import { PageQueries } from "@/components/layout/page-queries";
import { StandalonePage } from "@/components/layout/standalone-page";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import { requireAccount } from "@/lib/auth/page-actor";
import { accountQueries } from "@/lib/auth/queries";
import { getAccount, listSessions } from "@/lib/auth/reads";
import { keyAsMeQueries } from "@/lib/projects/queries";
import { listKeysAsMe } from "@/lib/projects/reads";

export const metadata: Metadata = { title: "Your profile" };

export default async function ProfilePage() {
  const account = await requireAccount();
  const client = new QueryClient();
  client.setQueryData(accountQueries.mine().queryKey, await getAccount(account));
  client.setQueryData(
    accountQueries.sessions().queryKey,
    await listSessions(account, { limit: 100 }),
  );
  client.setQueryData(keyAsMeQueries.list().queryKey, await listKeysAsMe(account));
  return (
    <PageQueries client={client}>
      <StandalonePage note={false}>
        <div className="grid w-170 max-w-full gap-4">
          <div className="flex items-baseline justify-between gap-4">
            <h1>Your profile</h1>
            <Link href="/" className={cn(linkClass, "text-13")}>
              Back to your projects
            </Link>
          </div>
          <ProfileView />
        </div>
      </StandalonePage>
    </PageQueries>
  );
}
