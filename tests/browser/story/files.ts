import { randomUUID } from 'node:crypto'
import type { Download, JSHandle, Locator, Page } from 'playwright-core'
import { eventually } from './wait.ts'

/** A file as somebody has it on their own device. */
export interface NamedFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Buffer
}

/** As the browser's own dialog is told of it. */
export const payload = ({ name, mimeType, bytes }: NamedFile) => ({ name, mimeType, buffer: bytes })

/** A file as it is held over a page, or lies in the clipboard; with these words, too. */
export function carried(
  page: Page,
  { name, mimeType, bytes }: NamedFile,
  words = '',
): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle(
    ([name, type, base64, words]) => {
      const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], name, { type }))
      if (words) transfer.setData('text/plain', words)
      return transfer
    },
    [name, mimeType, bytes.toString('base64'), words] as const,
  )
}

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

/** How long a recording is to be, in seconds. */
const RECORDED = 1.5
/** How wide a film is, in pixels. */
export const WIDTH = 160

/** What was recorded, and for how many seconds: it may stop somewhat late. */
export interface Recording extends NamedFile {
  readonly seconds: number
}

/**
 * A tone, or a film of changing colours, as the browser records it: in MP4, which every channel
 * takes; the sound in Opus, the film in H.264.
 */
export async function recording(page: Page, kind: 'sound' | 'film'): Promise<Recording> {
  const [name, mimeType, codec] =
    kind === 'sound' ? ['tone.m4a', 'audio/mp4', 'opus'] : ['film.mp4', 'video/mp4', 'avc1.42001f']
  const { base64, lasted } = await page.evaluate(
    async ({ type, seconds, width }) => {
      const tone = async () => {
        const context = new AudioContext()
        const [oscillator, end] = [
          context.createOscillator(),
          context.createMediaStreamDestination(),
        ]
        oscillator.connect(end)
        oscillator.start()
        await context.resume()
        return end.stream
      }
      const colours = () => {
        const canvas = Object.assign(document.createElement('canvas'), { width, height: 120 })
        const brush = canvas.getContext('2d')
        setInterval(() => {
          if (!brush) return
          brush.fillStyle = `hsl(${performance.now() / 10} 60% 50%)`
          brush.fillRect(0, 0, canvas.width, canvas.height)
        }, 50)
        return canvas.captureStream(20)
      }
      const stream = type.startsWith('audio') ? await tone() : colours()
      const recorder = new MediaRecorder(stream, { mimeType: type })
      const parts: Blob[] = []
      recorder.ondataavailable = ({ data }) => parts.push(data)
      const stopped = new Promise((done) => {
        recorder.onstop = done
      })
      recorder.start()
      const begun = performance.now()
      await new Promise((over) => setTimeout(over, seconds * 1_000))
      recorder.stop()
      const lasted = (performance.now() - begun) / 1_000
      await stopped
      for (const track of stream.getTracks()) track.stop()
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
      return { base64: btoa(Array.from(bytes, (it) => String.fromCharCode(it)).join('')), lasted }
    },
    { type: `${mimeType};codecs=${codec}`, seconds: RECORDED, width: WIDTH },
  )
  return { name, mimeType, bytes: Buffer.from(base64, 'base64'), seconds: lasted }
}

/** Presses play, and tells what the browser makes of the file once its time has come to pass. */
export async function plays(player: Locator): Promise<{ seconds: number; width: number }> {
  await player.press('Space')
  return eventually(`${player} to play`, () =>
    player.evaluate((it) => {
      if (!(it instanceof HTMLMediaElement) || it.error || it.currentTime < 0.5) return
      const width = it instanceof HTMLVideoElement ? it.videoWidth : 0
      return { seconds: it.duration, width }
    }),
  )
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
