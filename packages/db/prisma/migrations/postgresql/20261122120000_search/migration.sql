-- Written by hand: full-text search (see docs/decisions/2026-11-22-search.md).

-- Messages whose text is to be indexed. The trigger puts them here; the program makes the tokens.
CREATE TABLE "SearchQueue" (
    "messageId" TEXT NOT NULL,
    "userId" BIGINT NOT NULL,

    CONSTRAINT "SearchQueue_pkey" PRIMARY KEY ("messageId"),
    CONSTRAINT "SearchQueue_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "SearchQueue_userId_idx" ON "SearchQueue"("userId");

-- The messages that are indexed. "place" orders them by time.
CREATE TABLE "SearchEntry" (
    "place" BIGINT NOT NULL,
    "messageId" TEXT NOT NULL,
    "tokens" TSVECTOR NOT NULL,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("place"),
    CONSTRAINT "SearchEntry_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "SearchEntry_messageId_key" ON "SearchEntry"("messageId");

CREATE INDEX "SearchEntry_tokens_idx" ON "SearchEntry" USING GIN ("tokens");

CREATE FUNCTION "queue_for_search"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "SearchQueue" ("messageId", "userId")
    SELECT NEW."id", "userId" FROM "Chat" WHERE "id" = NEW."chatId" ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

-- A reply that still runs is written several times a second: it is indexed once, when it has ended.
CREATE TRIGGER "Message_search_insert" AFTER INSERT ON "Message"
FOR EACH ROW WHEN (NEW."status" <> 'running') EXECUTE FUNCTION "queue_for_search"();

CREATE TRIGGER "Message_search_update" AFTER UPDATE OF "text", "status" ON "Message"
FOR EACH ROW WHEN (NEW."status" <> 'running' AND (OLD."status" = 'running' OR OLD."text" <> NEW."text"))
EXECUTE FUNCTION "queue_for_search"();

INSERT INTO "SearchQueue" ("messageId", "userId")
SELECT "Message"."id", "Chat"."userId" FROM "Message" JOIN "Chat" ON "Chat"."id" = "Message"."chatId" WHERE "Message"."status" <> 'running';
