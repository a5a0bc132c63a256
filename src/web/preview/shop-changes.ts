import { type FSWatcher, statSync, watch } from 'node:fs'
import { join } from 'node:path'

/** A file was saved, and the shop was read again: when the file says so, in ms since the epoch. */
export interface Saved {
  readonly at: number
}

/** Tells listeners of each change of the shop's files, after they were read again; watches only while somebody listens. */
export interface ShopChanges {
  /** Returns how to stop listening. */
  listen(listener: (saved: Saved) => void): () => void
}

/** What is watched: the folder, how to read its files again, and the time. */
interface Watched {
  dir(): string
  reload(): Promise<{ readonly changed: 'changed' | 'same' | 'broken' }>
  now(): number
}

/** The changes of a shop's files: told by the system, and looked for where it tells nothing (network drives). */
export function shopChanges(watched: Watched): ShopChanges {
  const listeners = new Set<(saved: Saved) => void>()
  let stop: (() => void) | undefined
  const tell = async (at: number, by: 'system' | 'look') => {
    const { changed } = await watched.reload()
    // A partial that no list knows changes nothing but the picture.
    if (by === 'system' || changed !== 'same') for (const listener of listeners) listener({ at })
  }
  return {
    listen(listener) {
      listeners.add(listener)
      stop ??= start(watched, tell)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = undefined
      }
    },
  }
}

const FOLDERS = ['templates', 'campaigns', 'segments', 'perennial.yaml']
/** An editor writes a file in several steps. What is read half written is read again a moment later. */
const CALM_MS = 10
const LOOK_MS = 2000

function start({ dir, now }: Watched, tell: (at: number, by: 'system' | 'look') => Promise<void>): () => void {
  let waiting: NodeJS.Timeout | undefined
  let at = 0
  const heard = (path: string) => {
    at = savedAt(path) ?? now()
    clearTimeout(waiting)
    waiting = setTimeout(() => void tell(at, 'system'), CALM_MS)
  }
  const watchers = FOLDERS.flatMap((name) => watching(join(dir(), name), heard))
  const looking = setInterval(() => void tell(now(), 'look'), LOOK_MS)
  looking.unref()
  return () => {
    clearTimeout(waiting)
    clearInterval(looking)
    for (const watcher of watchers) watcher.close()
  }
}

/** Where the system cannot watch, looking every two seconds is left. */
function watching(path: string, heard: (path: string) => void): FSWatcher[] {
  try {
    const watcher = watch(path, { recursive: true, persistent: false }, (_, name) =>
      heard(name ? join(path, name) : path),
    )
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return []
  }
}

function savedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}
