/** The Files screen through `serve` in a browser, with real files. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readClusterFile } from '../../main/similarity/read-cluster-file';
import { ProgramAssessor } from '../../main/similarity/scan/assess-program';
import { startScan } from '../../main/similarity/scan/scan-session';
import { messagesEn } from '../../shared/messages-en';
import { serveWindow, type ServedWindow } from '../integration/serve/serve-window';
import { type Browser, findChromium, launchChromium } from '../support/chromium';
import { ownedBy } from '../support/known-owner';
import { repositoryRoot, requireOrSkip } from '../support/requirements';
import { ManualSource } from '../unit/engine/manual-source';
import { minerPackets } from '../unit/engine/small-captures';
import { fileParts } from '../unit/engine/start-engine';
import { makeClusters } from '../unit/similarity/scan/small-clusters';
import { digestOf } from '../unit/similarity/scan/digest-of';
import { makeFolder, openClusters, openFiles, waitForRow } from './files-actions';
import { openMiningConnection, patienceMs, readEvidence } from './window-actions';

const canRun = requireOrSkip('Chromium', findChromium() !== null) && process.platform !== 'win32';
const { files: words } = messagesEn;

async function scan(page: Page, target: string): Promise<void> {
  await page.getByLabel(words.path, { exact: true }).fill(target);
  await page.getByRole('button', { name: words.scan, exact: true }).click();
}

describe.runIf(canRun)('the Files screen in a browser', () => {
  const folder = makeFolder();
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('with a cluster near a program of this machine', () => {
    const lister = path.join(folder, 'bin', 'lister');
    const clusterFile = path.join(folder, 'clusters.json');
    const source = new ManualSource();
    let served: ServedWindow;
    let assessor: ProgramAssessor;
    beforeAll(async () => {
      const rebuilt = readFileSync(lister);
      for (let at = 4096; at < rebuilt.length; at += 4096) rebuilt[at] ^= 0x55;
      writeFileSync(clusterFile, JSON.stringify(makeClusters({ 'Lister 9.4': digestOf(rebuilt) })));
      assessor = new ProgramAssessor({ clusterFile });
      served = await serveWindow(
        fileParts({
          prepareSource: () => Promise.resolve({ kind: 'ok', source }),
          host: ownedBy({ pid: 4711, name: 'lister', path: lister }),
          assessProgram: (file) => assessor.assess(file),
          readClusters: () => readClusterFile(clusterFile),
          startScan: (target, callbacks) => startScan(target, callbacks, { clusterFile }),
        }),
        undefined,
        path.join(repositoryRoot, 'out/renderer'),
      );
      await page.goto(served.url.href);
    });
    afterAll(async () => {
      await served.close();
      await assessor.dispose();
    });

    it('finds the program, says why, and shows it in its cluster', async () => {
      await openFiles(page);
      await scan(page, folder);
      const row = await waitForRow(page, 'lister');
      expect(await row.innerText()).toContain(words.assessment['very-close']);
      await row.click();
      const panel = page.getByRole('complementary', { name: words.detail.label });
      await panel.getByText(/Distance \d+ to Lister 9\.4: nearly the same bytes/).waitFor();
      await panel.getByRole('button', { name: words.detail.showCluster }).click();
      const dialog = page.getByRole('dialog', { name: words.cluster.title });
      await dialog.getByRole('img').waitFor();
      expect(await dialog.getByRole('row').allInnerTexts()).toEqual([
        expect.stringContaining(words.cluster.toFile),
        expect.stringContaining(words.cluster.fileRow),
        expect.stringContaining('Lister 9.4'),
      ]);
      await page.keyboard.press('Escape');
    });

    it('stops when it is cancelled, and keeps what was found', async () => {
      await page.getByRole('button', { name: words.other }).click();
      await scan(page, '/usr');
      const cancel = page.getByRole('button', { name: words.cancel });
      await cancel.click({ timeout: patienceMs });
      await page.getByText(words.status.stoppedEarly).waitFor({ timeout: patienceMs });
      expect(await cancel.count()).toBe(0);
    });

    it('is evidence about the connection of that program', async () => {
      await page.getByRole('link', { name: messagesEn.nav.connections }).click();
      await served.host.connect(() => undefined).handle('session.start', { kind: 'interface', interfaces: ['test0'] });
      source.feed(minerPackets());
      const panel = await openMiningConnection(page);
      await panel.getByText(messagesEn.detail.kinds.similarity).first().waitFor({ timeout: patienceMs });
      expect((await readEvidence(panel)).join('\n')).toMatch(/\+3\.0 towards mining\s+lister \(process 4711/);
      expect(complaints).toEqual([]);
    });
  });

  describe('from the built command line', () => {
    let child: ChildProcess;
    beforeAll(async () => {
      const settings = mkdtempSync(path.join(tmpdir(), 'kanaria-settings-'));
      child = spawn(process.execPath, [path.join(repositoryRoot, 'out/cli/kanaria.js'), 'serve', '--port', '0'], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, XDG_CONFIG_HOME: settings, NO_COLOR: '1' },
      });
      const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
      const { value } = await lines.next();
      await page.goto(/http:\S+/.exec(String(value))?.[0] ?? '');
    });
    afterAll(async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    });

    it('shows the clusters that ship, and scans running programs', async () => {
      await openFiles(page);
      await openClusters(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: words.scanProcesses }).click();
      const row = await waitForRow(page, 'node');
      expect(await row.innerText()).toMatch(/\d+ process/);
      await page.reload();
      await waitForRow(page, 'node');
    });
  });
});
