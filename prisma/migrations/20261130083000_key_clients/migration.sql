-- CreateTable
CREATE TABLE "api_key_client" (
    "key_id" UUID NOT NULL,
    "client" TEXT NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_key_client_pkey" PRIMARY KEY ("key_id","client")
);

-- AddForeignKey
ALTER TABLE "api_key_client" ADD CONSTRAINT "api_key_client_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;
