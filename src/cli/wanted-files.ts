import { isAbsolute, relative, sep } from 'node:path'
import { type ShopFiles, sourceOf } from '../app/index.ts'
import { Failure } from './failure.ts'

/** Files named on the command line, as problems name them: relative to the shop's folder, with `/`. */
export function wantedFiles(files: ShopFiles, cwd: string, wanted: readonly string[]): string[] {
  return wanted.map((file) => {
    const path = isAbsolute(file) ? file : `${cwd}${sep}${file}`
    const name = relative(files.dir, path).split(sep).join('/')
    if (sourceOf(files, name) === undefined) throw new Failure(`${file} is no file of this shop`)
    return name
  })
}
