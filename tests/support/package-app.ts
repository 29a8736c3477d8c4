/** Global set-up of the e2e project: packages the app once, before the first file. */
import { packageForTests } from '../../build/package-for-tests.mjs';

export default async function packageApp(): Promise<void> {
  await packageForTests();
}
