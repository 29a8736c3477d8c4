import type { ReactElement } from 'react';
import type { HostReport } from '../../shared/host';
import type { Format } from '../../shared/format';
import type { Messages } from '../../shared/messages';
import { Icon, type IconName } from '../controls/icon';
import { useWindow } from '../state/window-context';

type Mood = 'mining' | 'suspicious' | 'quiet';

const moodIcons: Record<Mood, IconName> = { mining: 'mining', suspicious: 'suspicious', quiet: 'computer' };

/** What is going on, in one sentence, and what it rests on. */
export function ComputerStatus({ report }: { report: HostReport | null }): ReactElement {
  const { messages, format } = useWindow();
  const mood = moodOf(report);
  return (
    <section className={`status-panel is-${mood}`}>
      <span className="status-icon">
        <Icon name={moodIcons[mood]} />
      </span>
      <div className="status-words">
        <h1>{report === null ? messages.nav.computer : sentenceOf(report, messages, format)}</h1>
        <div className="status-line">
          <ul className="status-parts">
            {report !== null && partsOf(report, messages, format).map((part) => <li key={part}>{part}</li>)}
          </ul>
        </div>
      </div>
    </section>
  );
}

function moodOf(report: HostReport | null): Mood {
  const verdicts = report?.activity.map(({ verdict }) => verdict) ?? [];
  if (verdicts.includes('mining')) return 'mining';
  return verdicts.includes('suspicious') ? 'suspicious' : 'quiet';
}

function sentenceOf({ cpu, power, baseline }: HostReport, messages: Messages, format: Format): string {
  const { headline, kind } = messages.host;
  const cores = cpu.perCore.length;
  const busy =
    cpu.usage === null || cores === 0
      ? headline.busyUnknown
      : headline.busy(cores, format.decimal(cpu.usage * cores, 1), format.count(cores));
  const { total } = power;
  if (total.kind === 'unavailable') return headline.join(busy, headline.noWatts);
  const ratio =
    baseline.idleWatts === null ? '' : headline.timesIdle(format.decimal(total.watts / baseline.idleWatts, 1));
  return headline.join(busy, headline.watts(format.watts(total.watts), kind[total.kind]) + ratio);
}

function partsOf(report: HostReport, messages: Messages, format: Format): string[] {
  const { headline, drivers, parts } = messages.host;
  const { power, baseline, activity } = report;
  const said: string[] = [];
  const first = activity.find(({ verdict }) => verdict === 'mining') ?? activity.at(0);
  if (first !== undefined) said.push(ownerSentence(first, messages));
  if (power.total.kind !== 'unavailable') {
    said.push(headline.source(parts[power.scope ?? 'other'], drivers[power.total.driver]));
  }
  if (baseline.idleWatts !== null) said.push(headline.idle(format.watts(baseline.idleWatts)));
  said.push(headline.updated(format.time(report.at)));
  return said;
}

function ownerSentence({ program, verdict }: HostReport['activity'][number], messages: Messages): string {
  const { headline } = messages.host;
  if (program === null) return verdict === 'mining' ? headline.minesSomething : headline.suspiciousSomething;
  return verdict === 'mining' ? headline.mines(program) : headline.suspicious(program);
}
