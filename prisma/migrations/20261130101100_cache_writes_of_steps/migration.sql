-- What a call wrote to its provider's cache costs more than other input.
ALTER TABLE "trace_step" ADD COLUMN "cache_write_tokens" INTEGER;
