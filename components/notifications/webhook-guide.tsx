"use client";
import { useState } from "react";
import { Segmented } from "@/components/ui/controls/segmented";
import { CodeBlock } from "@/components/ui/text/code-block";
import { RECEIVER_CODE, type ReceiverLanguage } from "./receiver-code";

/** For whoever writes the receiver: what arrives, and how to know that it came from here. */
export function WebhookGuide() {
  const [language, setLanguage] = useState<ReceiverLanguage>("javascript");
  return (
    <div className="grid gap-3 border-t px-4 py-3 text-13">
      <p className="text-text-2">
        Each delivery is a <code>POST</code> with a JSON body and these headers. Answer with any 2xx
        within 10 seconds; anything else counts as a failure and is tried again.
      </p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-13 [&>dd]:text-text-2 [&>dt]:text-12/5">
        <dt>galley-event</dt>
        <dd>
          what happened, such as <code>release.published</code>
        </dd>
        <dt>galley-delivery</dt>
        <dd>the same for every try of a delivery: use it to skip duplicates</dd>
        <dt>galley-signature</dt>
        <dd>
          <code>t=1795168800,v1=5f8c…</code>: the time of the try in seconds, and HMAC-SHA-256 of{" "}
          <code>{"<t>.<body>"}</code> in hex. For 24 hours after a rotation there are two{" "}
          <code>v1</code>, one with each secret.
        </dd>
      </dl>
      <div className="flex items-center gap-2">
        <b>Check the signature</b>
        <Segmented
          label="Language"
          value={language}
          onValueChange={setLanguage}
          options={[
            { value: "javascript", label: "JavaScript" },
            { value: "python", label: "Python" },
          ]}
        />
      </div>
      <CodeBlock copy label="Code" maxHeight={320} code={RECEIVER_CODE[language]} />
    </div>
  );
}
