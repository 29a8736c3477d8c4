/** Erlang nodes that talk to each other: ticks, calls, reports, and messages that one pushes to the other. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';

const plainPorts = [4370, 4371];
const tlsPort = 4372;
const host = 'node.lab.example';
const hub = `'hub@${host}'`;

/** A process that answers calls after a while, takes reports, and tells those who join something again and again. */
const hubCode = `spawn(fun() ->
  register(hub, self()),
  Tell = fun Tell(To, Delay, Bytes) ->
    receive {'DOWN', _, _, _, _} -> ok
    after Delay() -> To ! {note, rand:bytes(Bytes)}, Tell(To, Delay, Bytes) end
  end,
  Serve = fun Serve() ->
    receive
      {'$gen_call', From, {work, Ms, Bytes, _}} ->
        spawn(fun() -> timer:sleep(Ms), gen_server:reply(From, {done, rand:bytes(Bytes)}) end);
      {join, To, Delay, Bytes, Seed} ->
        spawn(fun() -> monitor(process, To), rand:seed(exsss, Seed), Tell(To, Delay, Bytes) end);
      _ -> ok
    end,
    Serve()
  end,
  Serve()
end).`;

export const erlang: Service = {
  name: 'erlang',
  weight: 4,
  doors: [...plainPorts.map((port) => ['plain', port] as const), ['tls', tlsPort]],
  programs: ['erl'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const files = `{certfile, "${certificate}"}, {keyfile, "${key}"}`;
    const tls = tlsOptions(folder, `{server, [${files}, {versions, ['tlsv1.2', 'tlsv1.3']}]}`);
    for (const port of [...plainPorts, tlsPort]) {
      // Both ends must agree on it: a quarter of it passes between two ticks.
      const tickSeconds = `${random.pick([8, 12, 20, 30, 60, 60, 90, 120])}`;
      writeFileSync(tickFile(folder, port), tickSeconds);
      const listen = ['inet_dist_listen_min', `${port}`, 'inet_dist_listen_max', `${port}`];
      const options = [...nodeOptions('hub', host, port, tickSeconds), ...listen, ...(port === tlsPort ? tls : [])];
      startProgram('erl', [...options, '-eval', hubCode], { env: { ...process.env, HOME: folder } });
      await waitForPort(port, 120_000);
    }
  },
  async visit(place: ClientPlace) {
    const { address, port, clientAddress, random, folder, serverFolder } = place;
    const names = join(folder, 'names');
    writeFileSync(names, `{host, ${tuple(address)}, ["${host}"]}.\n{lookup, [file]}.\n`);
    const tickSeconds = readFileSync(tickFile(serverFolder, port), 'utf8');
    const from = ['inet_dist_connect_options', `[{ip,${tuple(clientAddress)}}]`];
    const options = [...nodeOptions(`n${random.text(6)}`, 'client.example', port, tickSeconds), ...from];
    const kind = ['-dist_listen', 'false', ...(random.chance(0.5) ? ['-hidden'] : [])];
    const version = random.pick(['tlsv1.2', 'tlsv1.3']);
    const tls =
      port === tlsPort ? tlsOptions(folder, `{client, [{verify, verify_none}, {versions, ['${version}']}]}`) : [];
    const env = { ...process.env, HOME: folder, ERL_INETRC: names };
    await runClient(place, 'erl', [...options, ...kind, ...tls, '-eval', clientCode(random)], { env });
  },
};

/** Ends in settings of the application `kernel`, to which more may be added. */
function nodeOptions(name: string, domain: string, port: number, tickSeconds: string): string[] {
  const alone = ['-start_epmd', 'false', '-erl_epmd_port', `${port}`, '-connect_all', 'false'];
  const carrier = port === tlsPort ? ['-proto_dist', 'inet_tls'] : [];
  const quiet = ['-noinput', '+S', '1:1', '+sbwt', 'none'];
  return [
    ...quiet,
    '-name',
    `${name}@${domain}`,
    '-setcookie',
    'lab',
    ...alone,
    ...carrier,
    '-kernel',
    'net_ticktime',
    tickSeconds,
  ];
}

function tlsOptions(folder: string, options: string): string[] {
  const file = join(folder, 'tls');
  writeFileSync(file, `[${options}].\n`);
  return ['-ssl_dist_optfile', file];
}

/** Connects, does its things until the other node is gone, and ends then. */
function clientCode(random: Random): string {
  const how = random.pick(['ticks', 'calls', 'calls', 'asks', 'reports', 'listens', 'listens', 'both'] as const);
  const bytes = Math.ceil(random.logBetween(8, 1500));
  const workMs = random.chance(0.5) ? 0 : Math.ceil(random.logBetween(1, 3000));
  const call = `gen_server:call({hub, Hub}, {work, ${workMs}, ${bytes}, rand:bytes(${Math.ceil(random.logBetween(4, 600))})}, 30000)`;
  const question = random.pick(['memory, []', 'processes, []', 'statistics, [io]', 'system_info, [process_count]']);
  const action = {
    ticks: null,
    calls: call,
    asks: `rpc:call(Hub, erlang, ${question})`,
    reports: `{hub, Hub} ! {report, node(), rand:bytes(${bytes})}`,
    listens: null,
    both: call,
  }[how];
  const joins = how === 'listens' || how === 'both';
  const noteBytes = Math.ceil(random.logBetween(8, 1500));
  // The delay is drawn at the hub; a fun of the shell's kind carries no code that the other node lacks.
  const join = `{hub, Hub} ! {join, self(), ${drawDelay(random, 500, 90_000)}, ${noteBytes}, ${random.integer(1, 1e9)}}`;
  return `spawn(fun() ->
    Hub = ${hub},
    rand:seed(exsss, ${random.integer(1, 1e9)}),
    net_kernel:connect_node(Hub) =:= true orelse halt(1),
    monitor_node(Hub, true),
    Delay = ${drawDelay(random, 300, 60_000)},
    Wait = fun() -> erlang:send_after(Delay(), self(), go) end,
    ${joins ? `${join},` : ''}
    ${action === null ? '' : 'Wait(),'}
    Loop = fun Loop() ->
      receive
        {nodedown, _} -> halt(0);
        go -> ${action ?? 'ok'}, Wait(), Loop();
        _ -> Loop()
      end
    end,
    Loop()
  end).`;
}

/** A fun that returns milliseconds, regular or not. */
function drawDelay(random: Random, leastMs: number, mostMs: number): string {
  const meanMs = Math.round(random.logBetween(leastMs, mostMs));
  const ms = random.chance(0.5)
    ? `${meanMs} + rand:uniform(${Math.ceil(meanMs / 50)})`
    : `1 - round(${meanMs} * math:log(rand:uniform_real()))`;
  return `fun() -> ${ms} end`;
}

function tuple(address: string): string {
  return `{${address.split('.').join(',')}}`;
}

function tickFile(folder: string, port: number): string {
  return join(folder, `ticks-${port}`);
}
