import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import type { KanariaBridge } from '../shared/contract';
import { App } from './app';
import { createWindowStore } from './state/window-store';
import './styles/window.css';

/** Puts the window into the page, fed by one bridge. */
export function mountWindow(bridge: KanariaBridge): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element with the id root');
  createRoot(root).render(
    <StrictMode>
      <App store={createWindowStore(bridge)} />
    </StrictMode>,
  );
}
