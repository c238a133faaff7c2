import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// Where `npm run dev` and `npm run preview` send the API's calls: an admin server's HTTP address.
const server = process.env.FUDAI_ADMIN_HTTP ?? 'http://127.0.0.1:8080';
const proxy = { '^/(fudai|grpc)\\.': { target: server } };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: { target: 'es2022', manifest: true, chunkSizeWarningLimit: 700, reportCompressedSize: false },
});
