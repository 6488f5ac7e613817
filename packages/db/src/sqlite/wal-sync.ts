import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { createGroupSync } from './group-sync.ts'
import type { Sync } from './group-sync.ts'

/** One file's `fdatasync`, which waits on a thread of its own (libuv's pool) and not on the event loop. */
export interface SyncedFile {
  datasync: () => Promise<void>
  close: () => Promise<void>
}

export interface WalSync {
  sync: Sync
  close: () => Promise<void>
}

/**
 * Makes commits outlive a power cut, as `synchronous = FULL` does, but beside the event loop: SQLite commits with
 * `NORMAL`, which writes the same bytes to the write-ahead log and leaves out the sync that FULL ends with, and `sync`
 * does that sync. https://www.sqlite.org/pragma.html#pragma_synchronous · https://www.sqlite.org/wal.html#performance_considerations
 *
 * After a sync that failed, the kernel may take what it could not write for written: the log then has a hole, behind
 * which nothing counts. So the next sync first calls `checkpoint`, which puts all of the log into the database's file,
 * syncs that and empties the log, or throws.
 */
export function createWalSync(
  openWal: () => Promise<SyncedFile>,
  checkpoint: () => Promise<void>,
): WalSync {
  let file: Promise<SyncedFile> | undefined
  let isWhole = true

  const sync = createGroupSync(async () => {
    if (!isWhole) return await checkpoint().then(() => void (isWhole = true))
    try {
      file ??= openWal()
      await (await file).datasync()
    } catch (cause) {
      isWhole = false
      await close()
      throw syncError(cause)
    }
  })

  async function close(): Promise<void> {
    const opened = file
    file = undefined
    await opened?.then((handle) => handle.close()).catch(() => undefined)
  }

  return { sync, close }
}

/**
 * The log of the database at `path`. It stays the same file for as long as a connection is open, and SQLite has no
 * locks on it which closing it could break (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
 */
export async function openWal(path: string): Promise<FileHandle> {
  return await open(`${path}-wal`, constants.O_RDWR)
}

/** What SQLite says when its own sync fails. https://www.sqlite.org/rescode.html#ioerr_fsync */
function syncError(cause: unknown): DriverAdapterError {
  const message = `The write-ahead log cannot be synced: ${cause instanceof Error ? cause.message : String(cause)}`
  return new DriverAdapterError({
    kind: 'sqlite', extendedCode: 1_034, message, originalCode: 'SQLITE_IOERR_FSYNC', originalMessage: message,
  })
}
