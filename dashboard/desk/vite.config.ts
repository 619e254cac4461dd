import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Connect, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** The running local stack's outputs; `BATON_OUTPUTS` names another's. */
const outputsPath =
  process.env.BATON_OUTPUTS ?? fileURLToPath(new URL('../../.local/outputs.json', import.meta.url))

/** Answers `/config.json` from the local stack's outputs, as the deployment writes it for CloudFront. */
function localConfig(): Plugin {
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    if (request.url?.split('?')[0] !== '/config.json') return next()
    try {
      const outputs = JSON.parse(readFileSync(outputsPath, 'utf8'))
      response.setHeader('content-type', 'application/json')
      response.setHeader('cache-control', 'no-store')
      response.end(
        JSON.stringify({
          api_url: outputs.api_url,
          ws_url: outputs.ws_url,
          hosted_page_url: outputs.aws_endpoint_url,
          issuer: `https://cognito-idp.${outputs.region}.amazonaws.com/${outputs.user_pool_id}`,
          client_id: outputs.client_id,
        }),
      )
    } catch (error) {
      response.statusCode = 503
      response.end(`No local stack: ${error}`)
    }
  }
  return {
    name: 'local-config',
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => void server.middlewares.use(answer),
  }
}

export default defineConfig({
  plugins: [react(), tailwindcss(), localConfig()],
  resolve: {
    alias: {
      'react-remove-scroll': fileURLToPath(new URL('./src/ui/no-scroll-lock.tsx', import.meta.url)),
    },
  },
  // The port that `scripts/dev` reserves for the dashboard: sign-in returns to it.
  server: { host: '127.0.0.1', port: 4569, strictPort: true },
  preview: {
    host: '127.0.0.1',
    port: 4569,
    strictPort: true,
    // As infra/dashboard.yaml has it, for this machine: what it forbids shall be seen here first.
    headers: {
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob: http://127.0.0.1:*",
        "font-src 'self'",
        "media-src 'self' blob: http://127.0.0.1:*",
        "connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  },
  build: { target: 'es2023', manifest: true, sourcemap: false, modulePreload: { polyfill: false } },
  test: {
    environment: 'happy-dom',
    restoreMocks: true,
    setupFiles: ['./src/testing/patience.ts'],
    // Longer than all that a test waits for, each of which says what did not come.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
