import type { Database } from '@parley/db'

const writes = {
  end: ['UPDATE OF "status" ON "Message"', `NEW."status" <> 'running'`],
  checkpoint: ['UPDATE OF "seq" ON "Message"', `NEW."status" = 'running'`],
  lease: ['INSERT ON "Generation"', 'TRUE'],
} as const

/** Makes the database refuse one kind of write of a reply, until the result is called. */
export async function refuse(db: Database, write: keyof typeof writes): Promise<() => Promise<unknown>> {
  const [place, when] = writes[write]
  if (db.provider === 'sqlite') {
    await db.$executeRawUnsafe(`CREATE TRIGGER refuse BEFORE ${place} WHEN ${when}
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    return () => db.$executeRawUnsafe('DROP TRIGGER refuse')
  }
  await db.$executeRawUnsafe(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = 'disk_full'; END $$`)
  await db.$executeRawUnsafe(`CREATE TRIGGER refuse BEFORE ${place} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse()`)
  return () => db.$executeRawUnsafe('DROP FUNCTION refuse CASCADE')
}
