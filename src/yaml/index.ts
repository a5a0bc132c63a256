/** Text in, nodes with places out. Knows nothing about segments or campaigns. */
export { didYouMean } from './did-you-mean.ts'
export type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './node.ts'
export { parseYaml, problemAt } from './parse-yaml.ts'
export { type Fields, itemsOf, problemOn, readFields, scalarOf, unknownKey } from './read-fields.ts'
