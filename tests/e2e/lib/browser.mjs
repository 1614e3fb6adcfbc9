// One Chromium for all journeys; a context of its own for each person. Whatever the page complains about fails the journey.
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};
/** Longest wait for anything on a screen; a sanitized server on a busy machine is slow. */
const patienceMs = 15_000;

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });

export class Person {
  static async arrive(browser, url, { size = 'desktop', theme = 'light', language = 'en-GB' } = {}) {
    const context = await browser.newContext({ ...sizes[size], colorScheme: theme, locale: language, reducedMotion: 'reduce' });
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    const person = new Person(context, page, url);
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    page.on('pageerror', (error) => person.complaints.push(error.message));
    page.on('console', (message) => {
      // The browser reports every refused request; journeys refuse on purpose.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        person.complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
        person.complaints.push(`third party: ${request.url()}`);
    });
    return person;
  }

  constructor(context, page, url) {
    this.context = context;
    this.page = page;
    this.url = url;
    this.complaints = [];
  }

  async go(path) {
    await this.page.goto(this.url + path);
  }

  async signIn(login, password) {
    await this.go('/');
    await this.page.getByLabel('Login').fill(login);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.keyboard.press('Enter');
    await this.page.locator('#content').waitFor();
  }

  /** Violations of WCAG 2.2 A and AA, each as one line. */
  async axe() {
    const result = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return result.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    );
  }

  async leave() {
    await this.context.close();
    if (this.complaints.length > 0) throw new Error(`the page complained: ${this.complaints.join(' | ')}`);
  }
}
