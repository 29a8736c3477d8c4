/** `analyze --format json`: one object, or an array of them. */
import { SerialisedConnections } from '../report/serialised-connections';
import { toJson } from '../report/to-json';
import type { Printer } from './printer';

/** `isArray`: several inputs. Connections are kept as texts, which take a quarter of the memory of objects. */
export function createJsonPrinter(isArray: boolean, minRisk: number): Printer {
  let connections = new SerialisedConnections();
  let isFirst = true;
  return {
    minRisk,
    begin: () => (isArray ? '[\n' : ''),
    connection: (connection) => {
      connections.add(connection);
      return '';
    },
    *input(input) {
      if (!isFirst) yield ',\n';
      isFirst = false;
      const schema = 'kanaria/analysis@1';
      if (input.kind === 'unreadable') {
        const { kind, message } = input.failure;
        yield toJson({ schema, input: { path: input.path }, error: { kind, message } });
        return;
      }
      if (input.kind === 'unread') {
        const error = { kind: 'interrupted', message: 'It was not read: the run was interrupted before.' };
        yield toJson({ schema, input: { path: input.path }, error });
        return;
      }
      const { tool, input: about, devices, summary } = input.analysis;
      yield `{"schema":"${schema}","tool":${toJson(tool)},\n"input":${toJson(about)},\n"connections":[`;
      let separator = '\n';
      for (const text of connections.texts()) {
        yield separator + text;
        separator = ',\n';
      }
      yield `],\n"devices":${toJson(devices)},\n"summary":${toJson(summary)}}`;
      connections = new SerialisedConnections();
    },
    end: () => (isArray ? '\n]\n' : '\n'),
  };
}
