import type { Shop } from '../../src/config/shop.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { readRule, type Rule, readSegments, type RuleReading, type Segment } from '../../src/segments/index.ts'
import { parseYaml } from '../../src/yaml/index.ts'
import { aShop } from '../support/naive/a-shop.ts'

/** What rules of a test shop are read with. */
export function aReading(changes: Partial<Shop> = {}): RuleReading {
  return { vocabulary: vocabularyOf(aShop(changes)), events: 'ever' }
}

/** A rule from YAML that is right. */
export function aRule(text: string, reading = aReading()): Rule {
  const node = parseYaml('segments/x.yaml', text).value
  const read = node && readRule(node, reading)
  if (!read?.value) throw new Error(JSON.stringify(read?.problems))
  return read.value
}

/** Segments from their `who` blocks, by name; all must be right. */
export function someSegments(whos: Readonly<Record<string, string>>, reading = aReading()): readonly Segment[] {
  const files = Object.entries(whos).map(([name, who]) => ({
    file: `segments/${name}.yaml`,
    text: `segment: ${name}\nwho: ${who}\n`,
  }))
  const read = readSegments(files, reading)
  if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems))
  return read.value ?? []
}
