import Database from 'better-sqlite3'

/** A database that no other process can use until it is released. */
export interface LockedAlone {
  release(): void
}

/** Takes a database for oneself, its log written into it; `in use` where another process has it open. */
export function lockAlone(path: string): LockedAlone | 'in use' | 'damaged' {
  let handle: Database.Database | undefined
  try {
    handle = new Database(path, { fileMustExist: true, timeout: 1000 })
    handle.pragma('locking_mode = exclusive')
    // Leaving WAL needs every other connection gone, also those that only wait (sqlite.org/wal.html).
    handle.pragma('journal_mode = delete')
    handle.exec('begin exclusive')
    const locked = handle
    return { release: () => locked.close() }
  } catch (error) {
    handle?.close()
    return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY') ? 'in use' : 'damaged'
  }
}
