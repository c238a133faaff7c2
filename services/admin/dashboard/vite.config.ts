import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// Where `npm run dev` and `npm run preview` send the API's calls: an admin server's HTTP address.
const server = process.env.FUDAI_ADMIN_HTTP ?? 'http://127.0.0.1:8080';
// The page as the admin server serves it: nothing from elsewhere. Ant Design writes its styles into the page while it runs.
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};
const proxy = { '^/(fudai|grpc)\\.': { target: server } };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy, headers },
  build: { target: 'es2022', manifest: true, chunkSizeWarningLimit: 700, reportCompressedSize: false },
});
