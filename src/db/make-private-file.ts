import { closeSync, openSync } from 'node:fs'

/** Makes an empty file that only its owner may read, before anything is written into it (PRIV-06). */
export function makePrivateFile(file: string, whenThere: 'keep' | 'refuse' = 'refuse'): void {
  closeSync(openSync(file, whenThere === 'keep' ? 'a' : 'wx', 0o600))
}
