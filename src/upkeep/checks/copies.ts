import { basename, dirname } from 'node:path'
import { type Check, ok, skipped, warning } from '../finding.ts'

/** Copies of the database that upgrades and restores left beside it: erasures do not reach them (PRIV-04). */
export const copies: Check = {
  name: 'copies',
  doc: 'no old copy of the database lies forgotten beside it',
  async look({ app: { file, place }, outside }) {
    if (place === 'server') return skipped('On a server: how long its backups and archives are kept is set there')
    if (file === undefined) return skipped('There is no database yet')
    const name = basename(file)
    const left = outside.names(dirname(file)).filter((one) => {
      return one.startsWith(`${name}.`) && /\.(replaced-|before-|restoring)|\.partial$/.test(one.slice(name.length))
    })
    if (left.length === 0) return ok('No old copy lies beside the database')
    const repair = 'delete what you no longer need: erased people are still in it'
    return warning(`Old copies lie beside the database: ${left.join(', ')}`, repair)
  },
}
