import { broken, type Check, ok } from '../finding.ts'

const OLDEST = 20

/** Whether this Node is one the program was tried with. */
export const node: Check = {
  name: 'node',
  doc: `Node ${OLDEST} or newer runs this`,
  async look({ outside }) {
    if (Number.parseInt(outside.node, 10) >= OLDEST) return ok(`Node ${outside.node}`)
    return broken(`Node ${outside.node} is older than this program needs`, `install Node ${OLDEST} or newer`)
  },
}
