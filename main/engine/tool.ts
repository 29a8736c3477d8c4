/** What this program and its model are called in reports. */
import type { Tool } from '../../shared/connection';
import packageJson from '../../package.json' with { type: 'json' };
import type { LoadedModel } from '../inference/predictor';

/** Version of Kanaria. */
export const version: string = packageJson.version;

/** The `tool` object of every report. */
export function toolOf(model: LoadedModel): Tool {
  return { name: 'kanaria', version, model: { name: model.name, version: model.version, sha256: model.sha256 } };
}
