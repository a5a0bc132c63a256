// A screenshot with at most 256 colours: a third of the size, and the eye sees no difference in pages of flat colour.
import { crc32, deflateSync } from 'node:zlib'

/** The bytes of the same picture as a PNG with a palette. `tab` is any open tab: the browser reads the picture. */
export async function smallPng(png, tab) {
  const { width, height, pixels } = await pixelsOf(png, tab)
  const { palette, places } = coloursOf(pixels)
  // One filter byte (none) before each row.
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + x + 1] = places[y * width + x]
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows, { level: 9 }))]
  return Buffer.concat([signature, ...parts, chunk('IEND', Buffer.alloc(0))])
}

async function pixelsOf(png, tab) {
  const read = await tab.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    let text = ''
    for (let i = 0; i < data.length; i += 32_768) text += String.fromCharCode(...data.subarray(i, i + 32_768))
    return { width: bitmap.width, height: bitmap.height, pixels: btoa(text) }
  }, png.toString('base64'))
  return { ...read, pixels: Buffer.from(read.pixels, 'base64') }
}

/** The commonest colours, far enough from each other, and the place of each pixel's nearest among them. */
function coloursOf(pixels) {
  const counts = new Map()
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const chosen = []
  const common = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  for (const least of [500, 60, 0]) {
    for (const colour of common) {
      if (chosen.length < 256 && chosen.every((one) => distance(one, colour) > least)) chosen.push(colour)
    }
  }
  const nearest = new Map(common.map((colour) => [colour, nearestOf(colour, chosen)]))
  const places = Buffer.alloc(pixels.length / 4)
  for (let i = 0; i < places.length; i += 1) {
    places[i] = nearest.get((pixels[i * 4] << 16) | (pixels[i * 4 + 1] << 8) | pixels[i * 4 + 2])
  }
  const palette = Buffer.from(chosen.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return { palette, places }
}

function nearestOf(colour, chosen) {
  let best = 0
  for (let i = 1; i < chosen.length; i += 1) {
    if (distance(chosen[i], colour) < distance(chosen[best], colour)) best = i
  }
  return best
}

function distance(a, b) {
  const parts = [16, 8, 0].map((shift) => ((a >> shift) & 255) - ((b >> shift) & 255))
  return parts.reduce((sum, part) => sum + part * part, 0)
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
