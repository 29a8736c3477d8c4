import { connectBridge } from './connect-bridge';
import { mountWindow } from './mount-window';

mountWindow(connectBridge());
