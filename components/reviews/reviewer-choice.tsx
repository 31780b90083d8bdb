"use client";
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { memberQueries } from "@/lib/projects/queries";

interface Props {
  project: string;
  /** Ids of those who wrote the version: their approval would not count. */
  authorIds: readonly (string | null)[];
  /** E-mail addresses. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** The people who may be asked by name. */
export function ReviewerChoice({ project, authorIds, chosen, onChange }: Props) {
  const { data: members } = useQuery(memberQueries.list(project));
  if (!members) return <Skeleton />;
  const people = members.data.filter(
    ({ id, role }) => (role === "reviewer" || role === "admin") && !authorIds.includes(id),
  );
  if (people.length === 0) {
    return (
      <p className="text-12 text-text-2">
        Nobody else here can review. An admin can assign the role in{" "}
        <Link className={linkClass} href={`/${project}/settings/members`}>
          Members
        </Link>
        .
      </p>
    );
  }
  return (
    <div className="grid max-h-44 gap-1.5 overflow-y-auto">
      {people.map(({ id, name, email, role }) => (
        <Checkbox
          key={id}
          checked={chosen.includes(email)}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, email] : chosen.filter((one) => one !== email))
          }
          label={
            <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
              <Avatar name={name} /> {name} <span className="text-text-3 text-12">{role}</span>
            </span>
          }
        />
      ))}
    </div>
  );
}
