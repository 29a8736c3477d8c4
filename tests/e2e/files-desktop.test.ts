/** The Files screen in the packaged app: the system's dialog, dropped files, cancelling, clusters, a dying engine. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messagesEn } from '../../shared/messages-en';
import { type RunningApp, canRunApp, launchApp } from '../support/electron-app';
import { requireOrSkip } from '../support/requirements';
import { makeFolder, openClusters, openFiles, waitForRow } from './files-actions';
import { ask, patienceMs } from './window-actions';

const canRun = requireOrSkip('the packaged app and a display', canRunApp()) && process.platform !== 'win32';
const { files: words } = messagesEn;

describe.runIf(canRun)('the Files screen of the packaged app', () => {
  const folder = makeFolder();
  let desktop: RunningApp;
  beforeAll(async () => {
    desktop = await launchApp({ args: ['--demo'] });
    await ask(desktop.window, 'settings.set', { language: 'en' });
  });
  afterAll(async () => {
    await desktop.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Lets the system's dialog choose this without being seen. */
  function answerDialog(chosen: string): Promise<void> {
    return desktop.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, chosen);
  }

  it('shows the clusters that ship', async () => {
    const { window } = desktop;
    await openFiles(window);
    const dialog = await openClusters(window);
    expect(await dialog.getByRole('option').count()).toBeGreaterThan(1);
    await window.keyboard.press('Escape');
  });

  it('scans a folder chosen in the system’s dialog', async () => {
    const { window } = desktop;
    await answerDialog(folder);
    await window.getByRole('button', { name: words.pickFolder }).click();
    const row = await waitForRow(window, 'lister');
    expect(await row.innerText()).toContain(words.assessment.none);
    await row.click();
    const panel = window.getByRole('complementary', { name: words.detail.label });
    await panel.getByText(path.join(folder, 'bin', 'lister')).waitFor();
    expect(await panel.getByText(/^[0-9a-f]{64}$/).count()).toBe(1);
  });

  it('scans what is dropped', async () => {
    const { window } = desktop;
    await window.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      document.body.append(input);
    });
    const input = window.locator('body > input');
    await input.setInputFiles(path.join(folder, 'note.txt'));
    await input.evaluate((element: HTMLInputElement) => {
      const dataTransfer = new DataTransfer();
      for (const file of element.files ?? []) dataTransfer.items.add(file);
      element.remove();
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector('.files-view')?.dispatchEvent(event);
    });
    await window.getByText(path.join(folder, 'note.txt')).first().waitFor({ timeout: patienceMs });
    const row = await waitForRow(window, 'note.txt');
    expect(await row.innerText()).toContain(words.assessment['not-assessable']);
  });

  it('cancels a scan, and says when the engine has ended one', async () => {
    const { app, window } = desktop;
    await answerDialog('/usr');
    await window.getByRole('button', { name: words.other }).click();
    await window.getByRole('button', { name: words.pickFolder }).click();
    await window.getByRole('button', { name: words.cancel }).click({ timeout: patienceMs });
    await window.getByText(words.status.stoppedEarly).waitFor({ timeout: patienceMs });

    await window.getByRole('button', { name: words.again }).click();
    await window.getByRole('button', { name: words.cancel }).waitFor();
    const engine = await app.evaluate(({ app: electron }) =>
      electron.getAppMetrics().find((each) => each.type === 'Utility' && each.name === 'Kanaria engine'),
    );
    process.kill(engine?.pid ?? 0, 'SIGKILL');
    const alert = window.getByRole('alert').filter({ hasText: 'The engine stopped, and the scan with it.' });
    await alert.waitFor({ timeout: patienceMs });
    await window.getByRole('button', { name: words.other }).click();
    await answerDialog(folder);
    await window.getByRole('button', { name: words.pickFolder }).click();
    await waitForRow(window, 'lister');
    expect(await alert.count()).toBe(0);
  });
});
