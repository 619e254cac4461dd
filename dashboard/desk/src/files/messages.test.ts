import { describe, expect, it } from 'vitest'
import { formatBytes, typeOf } from './kinds'
import { messagesOf } from './messages'

const sound = { name: 'a.ogg', mime_type: 'audio/ogg', size: 1, fileId: 'fil_a' }
const picture = { name: 'p.png', mime_type: 'image/png', size: 1, fileId: 'fil_p' }

const sent = (...given: Parameters<typeof messagesOf>) =>
  messagesOf(...given).map(({ body }) => body.text ?? [body.media?.file_id, body.media?.caption])

describe('files with words', () => {
  it('carry them below the first that can', () => {
    expect(sent('look', [sound, picture, picture])).toEqual([
      ['fil_a', null],
      ['fil_p', 'look'],
      ['fil_p', null],
    ])
  })

  it('come after them where none can, or where they are too many', () => {
    expect(sent('listen', [sound])).toEqual(['listen', ['fil_a', null]])
    const long = 'x'.repeat(1_025)
    expect(sent(long, [picture])).toEqual([long, ['fil_p', null]])
  })

  it('need none', () => {
    expect(sent('', [sound, picture])).toEqual([
      ['fil_a', null],
      ['fil_p', null],
    ])
  })
})

describe('a file’s type', () => {
  const at = (name: string, type: string) => typeOf({ name, type }, 'widget')

  it('is told by its name, else by what the browser says, and only where it is taken', () => {
    expect(at('list.CSV', 'application/vnd.ms-excel')).toBe('text/csv')
    expect(at('voice', 'audio/ogg; codecs=opus')).toBe('audio/ogg')
    expect(at('voice.m4a', 'audio/x-m4a')).toBe('audio/mp4')
    expect(at('page.html', 'text/html')).toBeUndefined()
    expect(at('drawing.svg', 'image/svg+xml')).toBeUndefined()
    expect(at('nothing', '')).toBeUndefined()
  })

  it('is not the same for every channel', () => {
    const gif = { name: 'a.gif', type: 'image/gif' }
    expect(typeOf(gif, 'widget')).toBe('image/gif')
    expect(typeOf(gif, 'whatsapp')).toBeUndefined()
    expect(typeOf(gif, 'messenger')).toBeUndefined()
  })
})

it('a size is told in its largest unit', () => {
  expect(formatBytes(999, 'en')).toBe('999 byte')
  expect(formatBytes(12_345, 'en')).toBe('12 kB')
  expect(formatBytes(5_000_000, 'en')).toBe('5 MB')
})
