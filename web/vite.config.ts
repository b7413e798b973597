import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.GONGDAN_API ?? 'http://127.0.0.1:18090';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '#': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: {
      '/graphql': { target: api, ws: true },
      '/files': { target: api },
    },
  },
  build: {
    outDir: 'dist',
    manifest: 'manifest.json',
    // ECharts is one lazy chunk by itself, and nothing else may come near it.
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    // Wide: pages are mounted whole, and a test waits for what it sees, however slow the machine is.
    testTimeout: 60_000,
  },
});
