import type { Channel } from '../api/client'
import type { Language } from '../words/words'

/** What a file is sent as. */
export type FileKind = 'image' | 'audio' | 'video' | 'document'

const OFFICE = 'application/vnd.openxmlformats-officedocument.'

/** What the API takes, by the ends of names: browsers know few types, and call some by other names. */
const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  aac: 'audio/aac',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  amr: 'audio/amr',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  doc: 'application/msword',
  docx: `${OFFICE}wordprocessingml.document`,
  xls: 'application/vnd.ms-excel',
  xlsx: `${OFFICE}spreadsheetml.sheet`,
  ppt: 'application/vnd.ms-powerpoint',
  pptx: `${OFFICE}presentationml.presentation`,
}
/** What WhatsApp takes in no message, or as a sticker only. */
const NOT_BY_WHATSAPP = new Set(['image/webp', 'image/gif', 'text/csv'])

/** The types that go by this channel; none where files do not. */
function takenBy(channel: Channel): ReadonlySet<string> {
  const all = new Set(Object.values(TYPES))
  if (channel === 'widget') return all
  return channel === 'whatsapp'
    ? new Set([...all].filter((type) => !NOT_BY_WHATSAPP.has(type)))
    : new Set()
}

/** Whether files can be sent by this channel. */
export const goesBy = (channel: Channel): boolean => takenBy(channel).size > 0

/** For the browser's own dialog, which knows some types by the ends of names only. */
export function accepted(channel: Channel): string {
  const taken = takenBy(channel)
  const ends = Object.keys(TYPES).filter((end) => taken.has(TYPES[end] ?? ''))
  return [...taken, ...ends.map((end) => `.${end}`)].join(',')
}

/** At most so many bytes: WhatsApp's limits for pictures and sounds, and less than its for documents. */
export const MOST_BYTES: Record<FileKind, number> = {
  image: 5_000_000,
  audio: 16_000_000,
  video: 16_000_000,
  document: 16_000_000,
}

/** A file's type, where it is one that goes by this channel. */
export function typeOf(file: { name: string; type: string }, channel: Channel): string | undefined {
  const end = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const type = TYPES[end] ?? file.type.split(';')[0]?.trim() ?? ''
  return takenBy(channel).has(type) ? type : undefined
}

export function kindOf(type: string): FileKind {
  const first = type.split('/')[0]
  return first === 'image' || first === 'audio' || first === 'video' ? first : 'document'
}

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const

/** A size in its largest unit, of 1,000 each: `3.4 MB`. */
export function formatBytes(bytes: number, language: Language): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(bytes / 1_000 ** step)
}
