import { mountWindow } from './mount-window';
import { createPreviewBridge, previewStates, type PreviewState } from './preview-bridge';

/** Development only: the window on sample data, as `preview.html?state=mining`. */
const asked = new URLSearchParams(location.search).get('state');
const state: PreviewState = previewStates.find((name) => name === asked) ?? 'mining';
if (state.startsWith('files')) location.hash = '#files';
if (state.startsWith('devices')) location.hash = '#devices';
if (state.startsWith('computer') || state === 'bare') location.hash = '#computer';
mountWindow(createPreviewBridge(state));
