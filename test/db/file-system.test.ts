import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { fileSystemOf } from '../../src/db/file-system.ts'

const mounts = [
  'overlay / overlay rw 0 0',
  '/dev/sda1 /srv ext4 rw 0 0',
  'ana@host: /srv/far fuse.sshfs rw 0 0',
  '/dev/sdb1 /srv/usb\\040stick fuseblk rw 0 0',
  'server:/export /srv/nfs nfs4 rw 0 0',
].join('\n')

function on(type: number, dir: string, lines = mounts) {
  return fileSystemOf(dir, { typeOf: () => type, mounts: () => lines })
}

describe('the disk a database lies on', () => {
  it('is a local one here', () => {
    expect(fileSystemOf(tmpdir()).kind).toBe('local')
  })

  it.each([
    [0x6969, 'nfs'],
    [0xff534d42, 'cifs'],
    [0xfe534d42, 'smb2'],
  ])('of type %i is a network, where WAL does not work', (type, name) => {
    expect(on(type, '/srv/nfs/shop')).toEqual({ name, kind: 'network' })
  })

  it('written as FUSE is judged by its name', () => {
    expect(on(0x65735546, '/srv/far/shop')).toEqual({ name: 'fuse.sshfs', kind: 'network' })
    expect(on(0x65735546, '/srv/usb stick/shop')).toEqual({ name: 'fuseblk', kind: 'unsure' })
    expect(on(0x65735546, '/srv/far', '')).toEqual({ name: 'fuse', kind: 'unsure' })
  })

  it('is named by the mount point it belongs to, the longest one', () => {
    expect(on(0xef53, '/srv/shop')).toEqual({ name: 'ext4', kind: 'local' })
    expect(on(0xef53, '/srvother')).toEqual({ name: 'overlay', kind: 'local' })
  })

  it('that cannot be asked counts as local, for most computers have no such list', () => {
    const silent = () => {
      throw new Error('not on this system')
    }
    expect(fileSystemOf('/x', { typeOf: silent, mounts: silent })).toEqual({ name: 'type unknown', kind: 'local' })
  })
})
