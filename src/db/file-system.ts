import { readFileSync, statfsSync } from 'node:fs'

/** What a folder lies on: `network` for what SQLite must not be put on, `unsure` for what is only as good as its host. */
export interface FileSystem {
  /** The system's own word: `ext2/ext3`, `nfs4`, `fuse.sshfs`, or the number of its type. */
  readonly name: string
  readonly kind: 'local' | 'network' | 'unsure'
}

/** How a folder's file system is asked for; tests bring answers of their own. */
export interface FileSystemSource {
  /** The number that says the type (Linux: `statfs(2)`). */
  typeOf(dir: string): number
  /** Lines of `/proc/self/mounts`; empty where there is none. */
  mounts(): string
}

/**
 * The file system of a folder that is there. WAL does not work over a network (DB-13, sqlite.org/wal.html). FUSE is a
 * way of writing file systems: its name says whether this one goes over the network.
 */
export function fileSystemOf(dir: string, source: FileSystemSource = system): FileSystem {
  const type = typeOf(dir, source)
  const known = type === undefined ? undefined : TYPES.get(type)
  if (known !== undefined && known !== 'fuse') return { name: known, kind: 'network' }
  const name = mountedAs(dir, source)
  if (known === undefined) return { name: name ?? `type ${type?.toString(16) ?? 'unknown'}`, kind: 'local' }
  if (name === undefined) return { name: 'fuse', kind: 'unsure' }
  return { name, kind: LOCAL_FUSE.has(name) ? 'unsure' : 'network' }
}

/** The numbers of statfs(2). */
const TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x5346414f, 'afs'],
  [0x73757245, 'coda'],
  [0x00c36400, 'ceph'],
  [0x65735546, 'fuse'],
])

/** These lie on a disk of this computer, or of the one that runs it as a guest. */
const LOCAL_FUSE = new Set(['fuse-overlayfs', 'fuse.fuse-overlayfs', 'fuseblk', 'virtiofs', 'fuse.grpcfuse'])

const system: FileSystemSource = {
  typeOf: (dir) => statfsSync(dir).type,
  mounts: () => readFileSync('/proc/self/mounts', 'utf8'),
}

function typeOf(dir: string, source: FileSystemSource): number | undefined {
  try {
    return source.typeOf(dir)
  } catch {
    return undefined
  }
}

/** The type of the longest mount point above the folder. */
function mountedAs(dir: string, source: FileSystemSource): string | undefined {
  let best: { readonly at: string; readonly type: string } | undefined
  for (const line of mountLines(source)) {
    const [, at = '', type = ''] = line.split(' ')
    const point = at.replaceAll('\\040', ' ')
    const above = point === '/' || dir === point || dir.startsWith(`${point}/`)
    if (above && point.length >= (best?.at.length ?? 0)) best = { at: point, type }
  }
  return best?.type
}

function mountLines(source: FileSystemSource): string[] {
  try {
    return source.mounts().split('\n').filter(Boolean)
  } catch {
    return []
  }
}
