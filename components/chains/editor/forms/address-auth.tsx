"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, X } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { hintClass } from "@/components/ui/controls/label-class";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { linkClass } from "@/components/ui/text/link-class";
import type { EndpointAuth } from "@/lib/prompts/chain/chain-content";
import { secretQueries } from "@/lib/providers/secrets/queries";

interface Props {
  project: string;
  url: string;
  auth: EndpointAuth | undefined;
  readOnly: boolean;
  problemAt: (path: string) => string | undefined;
  onChange: (auth: EndpointAuth | undefined) => void;
}

/** A header that the address gets, with one of the project's secrets for that server in it. */
export function AddressAuth({ project, url, auth, readOnly, problemAt, onChange }: Props) {
  const { data } = useQuery(secretQueries.list(project));
  const origin = URL.canParse(url) ? new URL(url).origin : null;
  const names = (data?.data ?? []).filter((one) => one.origin === origin).map(({ name }) => name);
  if (!auth) {
    if (readOnly) return null;
    return (
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          icon={<KeyRound aria-hidden="true" />}
          onClick={() => onChange({ header: "Authorization", secret: names[0] ?? "" })}
        >
          Add secret header
        </Button>
        <span className={hintClass}>Its value is kept encrypted, outside of the chain.</span>
      </div>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
      <Field label="Header" error={problemAt("config.auth.header")}>
        <Input
          size="sm"
          mono
          readOnly={readOnly}
          value={auth.header}
          onChange={({ target }) => onChange({ ...auth, header: target.value })}
        />
      </Field>
      <Field
        label="Secret"
        error={problemAt("config.auth.secret")}
        hint={names.length === 0 && `There is none for ${origin ?? "this address"} yet.`}
        aside={
          <Link className={linkClass} href={`/${project}/settings/models`}>
            Secrets
          </Link>
        }
      >
        <Select
          size="sm"
          disabled={readOnly}
          value={auth.secret}
          onChange={({ target }) => onChange({ ...auth, secret: target.value })}
        >
          {!names.includes(auth.secret) && (
            <option value={auth.secret}>{auth.secret || "Choose a secret…"}</option>
          )}
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      {!readOnly && (
        <IconButton
          className="mt-5"
          label="Remove the secret header"
          icon={<X aria-hidden="true" />}
          onClick={() => onChange(undefined)}
        />
      )}
    </div>
  );
}
