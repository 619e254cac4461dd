import { get } from 'node:http'
import { describe, expect, it } from 'vitest'
import { outputs } from '../story/outputs.ts'

const { widget_url } = outputs()

const fetched = (path: string) => fetch(`${widget_url}/${path}`)

/** What is answered on a path that is sent as it is; `fetch` would tidy it up. */
function answerOn(path: string): Promise<string> {
  const { port } = new URL(widget_url)
  return new Promise((told, failed) => {
    get({ host: '127.0.0.1', port, path }, async (answer) => {
      const body = await answer.setEncoding('utf8').toArray()
      told(`${answer.statusCode} ${body.join('')}`)
    }).on('error', failed)
  })
}

describe('what is served', () => {
  it('lets every website load the script and read where the API is, and keeps neither for long', async () => {
    for (const path of ['widget.js', 'config.json']) {
      const { status, headers } = await fetched(path)
      expect(status).toBe(200)
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).not.toContain('immutable')
    }
    expect((await fetched('widget.js')).headers.get('content-type')).toContain('text/javascript')
  })

  it('has a policy without any exception, and is in no frame', async () => {
    const { headers } = await fetched('demo.html')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('is nothing but what was built', async () => {
    const outside = [
      '/widget/../../package.json',
      '/widget/%2e%2e/package.json',
      '/widget/..%2fpackage.json',
      '/widget//etc/passwd',
      '/widget/.vite/manifest.json',
    ]
    const nothing = await answerOn('/widget/nothing-of-the-kind')
    for (const path of outside) expect([path, await answerOn(path)]).toEqual([path, nothing])
  })
})
