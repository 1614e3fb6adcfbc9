// The line of a clock drawn: pattern and colour tell what counted, signs what was promised and missed. The list below says the same.
import type { Clock } from '../api/types';
import { useFormat, useT } from '../i18n';
import { useNow } from '../lib/now';
import { When } from '../ui/bits';
import { clockLine, lengths, stretchKinds, type Mark } from './clock_line';
import classes from './clock_picture.module.css';

export function ClockPicture({ clock }: { clock: Clock }) {
  const t = useT();
  const format = useFormat();
  const w = t.clocks.picture;
  const line = clockLine(clock, useNow());
  if (!line) return null;
  const nameOf = ({ kind, percent }: Mark) => (kind === 'warning' ? w.warning(percent ?? 0) : w.marks[kind]);
  const text = [
    w.line(format.brief(line.from), format.brief(line.until)),
    ...lengths(clock).map(({ counting, seconds }) => `${format.duration(seconds)} ${t.clocks.counting[counting]}`),
    ...line.marks.map((mark) => `${nameOf(mark)} ${format.brief(mark.at)}`),
  ].join(', ');
  const kinds = stretchKinds.filter((kind) => line.stretches.some((one) => one.kind === kind));
  return (
    <figure className={classes.picture}>
      <div className={classes.line} role="img" aria-label={text}>
        {line.stretches.map(({ kind, left, width }) => (
          <span
            key={`${kind} ${left}`}
            className={classes.part}
            data-kind={kind}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        ))}
        {line.marks.map((mark) => (
          <span
            key={`${mark.kind} ${mark.at} ${mark.percent ?? ''}`}
            className={classes.mark}
            data-kind={mark.kind}
            style={{ left: `${mark.left}%` }}
            title={`${nameOf(mark)} ${format.brief(mark.at)}`}
          />
        ))}
      </div>
      <figcaption className={classes.key}>
        {kinds.map((kind) => (
          <span key={kind}>
            <span className={classes.sample} data-kind={kind} aria-hidden="true" /> {w.kinds[kind]}
          </span>
        ))}
        {line.marks.map((mark) => (
          <span key={`${mark.kind} ${mark.at} ${mark.percent ?? ''}`}>
            <span className={classes.sign} data-kind={mark.kind} aria-hidden="true" /> {nameOf(mark)}{' '}
            {mark.kind !== 'now' && <When at={mark.at} />}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
