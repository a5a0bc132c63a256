/** Reads HTML as a browser does: which elements and attributes there are, where links lead. */

import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node

/** The elements of a page as nested names with their attributes' names: what data must never change. */
export function elementTree(html: string): string {
  return readPage(html).tree
}

/** Where the links, pictures and forms of a page lead. */
export function addresses(html: string): string[] {
  return readPage(html).addresses
}

/** Both at once: parsing is what takes the time. */
export function readPage(html: string): { tree: string; addresses: string[] } {
  const lines: string[] = []
  const addresses: string[] = []
  walk(parse(html), (node, depth) => {
    if (node.nodeName === '#comment') lines.push(`${depth} comment`)
    if (!('tagName' in node)) return
    lines.push(`${depth} ${node.tagName} ${node.attrs.map((attr) => attr.name).join(' ')}`)
    for (const { name, value } of node.attrs) if (LEADS.includes(name)) addresses.push(value)
  })
  return { tree: lines.join('\n'), addresses }
}

const LEADS = ['href', 'src', 'action', 'background']

/** The text of a page. */
export function textOf(html: string): string {
  const words: string[] = []
  walk(parse(html), (node) => {
    if (node.nodeName === '#text' && 'value' in node) words.push(node.value)
  })
  return words.join('')
}

function walk(node: Node, visit: (node: Node, depth: number) => void, depth = 0): void {
  visit(node, depth)
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, visit, depth + 1)
}
