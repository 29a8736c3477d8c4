/** A thread that hashes each file it is told the path of, and answers with the digest. */
import { parentPort } from 'node:worker_threads';
import { hashFile } from './hash-file';

parentPort?.on('message', (path: string) => parentPort?.postMessage(hashFile(path)));
