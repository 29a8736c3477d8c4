/** What a person does and sees in the window, whichever way it is hosted. */
import type { Locator, Page } from 'playwright-core';
import type { KanariaBridge, Reply, RequestInput, RequestName, RequestOutput } from '../../shared/contract';
import { messagesEn as words } from '../../shared/messages-en';

/** Captures and engines that start take their time on a busy machine. */
export const patienceMs = 30_000;

/** Waits for a connection called mining, opens it, and returns the panel with its evidence. */
export async function openMiningConnection(window: Page, server?: string): Promise<Locator> {
  const table = window.getByRole('grid', { name: words.table.label });
  const rows = table.getByRole('row').filter({ hasText: words.verdict.mining });
  await (server === undefined ? rows : rows.filter({ hasText: server })).first().click({ timeout: patienceMs });
  const panel = window.getByRole('complementary', { name: words.detail.label });
  await panel.getByText(words.detail.says.mining).waitFor();
  return panel;
}

/** The facts observed and the model's opinion, as shown in the panel. */
export async function readEvidence(panel: Locator): Promise<string[]> {
  const items = panel.getByRole('listitem');
  await items.first().waitFor();
  return items.allInnerTexts();
}

/** Asks the host as the window does; throws where it fails. */
export async function ask<N extends RequestName>(
  window: Page,
  name: N,
  input: RequestInput<N>,
): Promise<RequestOutput<N>> {
  const reply = await window.evaluate(
    ([asked, given]) => (globalThis as unknown as { kanaria: KanariaBridge }).kanaria.request(asked, given as never),
    [name, input] as const,
  );
  const typed = reply as Reply<RequestOutput<N>>;
  if (typed.kind === 'failed') throw new Error(typed.failure.message);
  return typed.value;
}
