/** What a person does on the Files screen, whichever way the window is hosted. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { messagesEn } from '../../shared/messages-en';
import { patienceMs } from './window-actions';

const { files: words, nav } = messagesEn;

/** A folder with a program, a script, and something too small to compare. */
export function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kanaria-files-'));
  mkdirSync(path.join(folder, 'bin'));
  writeFileSync(path.join(folder, 'bin', 'lister'), readFileSync(realpathSync('/bin/ls')));
  writeFileSync(path.join(folder, 'note.txt'), 'short');
  return folder;
}

export async function openFiles(window: Page): Promise<void> {
  await window.getByRole('link', { name: nav.files }).click();
  await window.getByRole('heading', { level: 1, name: words.title }).waitFor();
}

/** The row of a file once its scan is over. */
export async function waitForRow(window: Page, name: string): Promise<Locator> {
  await window.getByRole('button', { name: words.again }).waitFor({ timeout: 3 * patienceMs });
  const row = window.getByRole('grid', { name: words.table.label }).getByRole('row').filter({ hasText: name });
  await row.first().waitFor();
  return row.first();
}

/** Opens the clusters from the empty state and waits for the picture of the first. */
export async function openClusters(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: words.showKnown }).click();
  const dialog = window.getByRole('dialog', { name: words.cluster.title });
  await dialog.getByRole('img').waitFor({ timeout: patienceMs });
  return dialog;
}
