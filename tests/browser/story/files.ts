import { randomUUID } from 'node:crypto'
import type { Download, Locator } from 'playwright-core'
import { eventually } from './wait.ts'

/** A file as somebody has it on their own device. */
export interface NamedFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Buffer
}

/** As the browser's own dialog is told of it. */
export const payload = ({ name, mimeType, bytes }: NamedFile) => ({ name, mimeType, buffer: bytes })

/** A picture that nobody has seen before. */
export async function picture(name = 'box.png'): Promise<NamedFile> {
  const { default: sharp } = await import('sharp')
  const word = randomUUID()
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720">
    <rect width="960" height="720" fill="#c8a06a"/>
    <path d="M120 240 480 90l360 150v330L480 690 120 570z" fill="#e0bd8b" stroke="#7a5a30" stroke-width="8"/>
    <path d="M120 240l360 150 360-150M480 390v300" fill="none" stroke="#7a5a30" stroke-width="8"/>
    <text x="40" y="60" font-size="28">${word}</text></svg>`
  const bytes = await sharp(Buffer.from(drawing)).png().toBuffer()
  return { name, mimeType: 'image/png', bytes }
}

/** A document that nobody has seen before. */
export function label(name = 'label.pdf'): NamedFile {
  return { name, mimeType: 'application/pdf', bytes: Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n`) }
}

/** Waits until the browser shows a picture, and not only room for it. */
export async function isLoaded(picture: Locator): Promise<void> {
  await eventually(`${picture} to be loaded`, () =>
    picture.first().evaluate((it) => it instanceof HTMLImageElement && it.naturalWidth > 1),
  )
}

/** What was saved, and under which name. */
export async function saved(download: Download): Promise<{ name: string; bytes: Buffer }> {
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(part as Buffer)
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) }
}
