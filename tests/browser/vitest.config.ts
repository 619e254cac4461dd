import { defineConfig } from 'vitest/config'

// One story after the other: the local AWS and the browser share two cores.
export default defineConfig({
  test: {
    include: ['stories/**/*.test.ts'],
    fileParallelism: false,
    // Node 20 has WebSockets only when asked.
    execArgv: ['--experimental-websocket'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
})
