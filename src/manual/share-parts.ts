import type { Json, JsonSchema } from './json-schema.ts'

/** Parts shorter than this are not worth a name. */
const WORTH = 120

/** The same schema with parts that come more than once moved to its definitions, so that the file stays small. */
export function shareParts(schema: JsonSchema): JsonSchema {
  const counts = new Map<string, number>()
  count(schema, counts)
  const shared = new Map<string, string>()
  for (const [text, times] of counts) if (times > 1) shared.set(text, `shared-${shared.size + 1}`)
  const moved = new Map<string, Json>()
  const replaced = replace(schema, shared, moved, 'whole') as JsonSchema
  return { ...replaced, definitions: { ...(replaced.definitions as JsonSchema), ...Object.fromEntries(moved) } }
}

/** How often each worthwhile schema stands in another; parts of a part that is shared are not counted again. */
function count(json: Json, counts: Map<string, number>): void {
  if (!isObject(json)) {
    if (Array.isArray(json)) for (const one of json) count(one, counts)
    return
  }
  if (isShareable(json)) {
    const text = JSON.stringify(bare(json))
    const times = counts.get(text) ?? 0
    counts.set(text, times + 1)
    if (times > 0) return
  }
  for (const value of Object.values(json)) count(value, counts)
}

function replace(
  json: Json,
  shared: ReadonlyMap<string, string>,
  moved: Map<string, Json>,
  part: 'whole' | 'part',
): Json {
  if (Array.isArray(json)) return json.map((one: Json) => replace(one, shared, moved, 'part'))
  if (!isObject(json)) return json
  const name = part === 'part' && isShareable(json) ? shared.get(JSON.stringify(bare(json))) : undefined
  if (name === undefined) return replaceIn(json, shared, moved)
  if (!moved.has(name)) {
    moved.set(name, {})
    moved.set(name, replaceIn(bare(json), shared, moved))
  }
  const { title, description, markdownDescription } = json
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(markdownDescription === undefined ? {} : { markdownDescription }),
    $ref: `#/definitions/${name}`,
  }
}

function replaceIn(json: JsonSchema, shared: ReadonlyMap<string, string>, moved: Map<string, Json>): JsonSchema {
  return Object.fromEntries(Object.entries(json).map(([key, one]) => [key, replace(one, shared, moved, 'part')]))
}

/** What a key says of itself stays with the key. */
function bare({ title: _, description: __, markdownDescription: ___, ...rest }: JsonSchema): JsonSchema {
  return rest
}

function isShareable(json: JsonSchema): boolean {
  return 'type' in json && typeof json.type !== 'object' ? JSON.stringify(json).length > WORTH : isTyped(json)
}

function isTyped(json: JsonSchema): boolean {
  return Array.isArray(json.type) && JSON.stringify(json).length > WORTH
}

function isObject(json: Json): json is JsonSchema {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
