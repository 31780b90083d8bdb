import { redirect } from "next/navigation";
import { requireAccount } from "@/lib/auth/page-actor";
import { listProjects } from "@/lib/projects/reads";

/** The address without a project: on to the first one, or to making one. */
export default async function HomePage() {
  const account = await requireAccount();
  const { data } = await listProjects(account);
  redirect(data[0] ? `/${data[0].slug}` : "/projects/new");
}
