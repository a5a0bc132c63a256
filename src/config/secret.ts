import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The secret that signs links: the setting, or one that is made once and kept for this user only in `data/secret`
 * below the shop's folder. Lose it and the unsubscribe links of sent emails end: it belongs into the backup.
 */
export function linkSecret(dir: string, setting: string | undefined): string {
  return setting ?? keptSecret(secretFile(dir))
}

/** The same where there is one; makes none. */
export function keptLinkSecret(dir: string, setting: string | undefined): string | undefined {
  return setting ?? readKept(secretFile(dir))
}

/**
 * The key of the hashes that remain of erased people: the setting, or `data/pepper`, made once. Beside the database, not
 * in it, so that neither alone tells whose they are. It never changes, or whoever was erased could be imported again.
 */
export function hashPepper(dir: string, setting: string | undefined): string {
  return setting ?? keptSecret(pepperFile(dir))
}

/** The same where there is one; makes none. */
export function keptPepper(dir: string, setting: string | undefined): string | undefined {
  return setting ?? readKept(pepperFile(dir))
}

function secretFile(dir: string): string {
  return join(dir, 'data', 'secret')
}

function pepperFile(dir: string): string {
  return join(dir, 'data', 'pepper')
}

function keptSecret(file: string): string {
  const kept = readKept(file)
  if (kept !== undefined) return kept
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const secret = randomBytes(32).toString('hex')
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
    return secret
  } catch (error) {
    // Another process made it in the meantime: its secret is the shop's.
    const theirs = readKept(file)
    if (theirs === undefined) throw error
    return theirs
  }
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
