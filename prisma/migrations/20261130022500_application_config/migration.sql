-- What only the application reads of a version, as clients of Langfuse keep it beside a prompt.
ALTER TABLE "prompt_version" ADD COLUMN "config" JSONB;
