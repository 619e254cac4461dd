import { defineConfig } from 'vitest/config'

// One classic script: a website names it once, and its address never changes.
export default defineConfig({
  build: {
    target: 'es2022',
    reportCompressedSize: false,
    lib: {
      entry: 'src/main.ts',
      formats: ['iife'],
      name: 'BatonWidget',
      fileName: () => 'widget.js',
    },
  },
  test: { include: ['src/**/*.test.ts'] },
})
