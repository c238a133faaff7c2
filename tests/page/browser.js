// Chromium and the page in it. Settings come from the environment:
//   FUDAI_PAGE       the page's address, such as http://127.0.0.1:8080
//   FUDAI_USER       an owner who may sign in, and FUDAI_PASSWORD
//   FUDAI_CAMPAIGN   a published campaign that is running and has figures
//   CHROMIUM         the browser; /usr/bin/chromium if unset
import { chromium } from 'playwright-core';

const setting = name => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; see browser.js`);
  return value;
};

export const address = setting('FUDAI_PAGE');
export const user = setting('FUDAI_USER');
export const password = setting('FUDAI_PASSWORD');
export const campaign = setting('FUDAI_CAMPAIGN');

// A browser that talks to nobody but the page.
export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

// A fresh window with a language and a theme.
export async function openWindow(browser, { language = 'en', theme = 'light', width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    viewport: { width, height },
    acceptDownloads: true,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

export async function signIn(page) {
  await page.goto(address);
  await page.locator('input[name=username]').fill(user);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('nav a[href="/ledger"]').waitFor({ state: 'attached' });
}

// Calls the API as the page does: Connect with JSON, and the session of the page's own.
export async function call(page, service, method, request, world) {
  const token = await page.evaluate(() => JSON.parse(localStorage.getItem('fudai.session')).session.token);
  const answer = await fetch(`${address}/fudai.admin.v1.${service}/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(world && { 'fudai-world': world }),
    },
    body: JSON.stringify(request),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(body)}`);
  return body;
}
