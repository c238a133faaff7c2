import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { rehearsal } from '@/api/clients';
import { queryClient } from '@/api/queryClient';
import { Choice } from '@/components/Choice';
import { ErrorNote } from '@/components/ErrorNote';
import { unitLabels } from '@/components/editor/choices';
import { useI18n } from '@/i18n';
import { laterBy, momentIn } from '@/lib/clockMoves';
import { dayStart, toLocal, toTimestamp } from '@/lib/dates';
import type { Unit } from '@/lib/fieldTexts';
import { announce } from '@/lib/notices';
import { ZoneField } from './ZoneField';

type How = 'by' | 'to';

const offered: readonly Unit[] = ['days', 'hours', 'minutes'];

interface Props {
  readonly now: Date;
  readonly zone: string;
  readonly onZone: (zone: string) => void;
}

/** Moves the rehearsal's clock: by a length of time, or to a moment of a zone. */
export function ClockPanel({ now, zone, onZone }: Props) {
  const { t, moment } = useI18n();
  const [how, setHow] = useState<How>('by');
  const [amount, setAmount] = useState('1');
  const [unit, setUnit] = useState<Unit>('days');
  const [typed, setTyped] = useState<string>();
  // The next midnight is what most wait for.
  const local = typed ?? toLocal(dayStart(now, zone, 1), zone);
  const advance = useAdvance(zone);
  const move = how === 'by' ? laterBy(now, amount, unit) : momentIn(now, local, zone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!move.fault && !advance.isPending) advance.mutate(move.value, { onSuccess: () => setTyped(undefined) });
  };
  return (
    <section className="panel" aria-labelledby="move-title">
      <h2 className="panel-title" id="move-title">
        {t('rehearsal.move')}
      </h2>
      <p className="quiet">{t('rehearsal.moveLead')}</p>
      <form className="form" onSubmit={submit}>
        <div>
          <Choice
            label={t('rehearsal.how')}
            value={how}
            options={[
              { value: 'by', text: t('rehearsal.by') },
              { value: 'to', text: t('rehearsal.to') },
            ]}
            onChange={setHow}
          />
        </div>
        <div className="toolbar">
          {how === 'by' ? (
            <>
              <label className="field">
                <span>{t('rehearsal.amount')}</span>
                <input
                  className="select"
                  inputMode="numeric"
                  value={amount}
                  onChange={event => setAmount(event.target.value)}
                />
              </label>
              <label className="field">
                <span>{t('rehearsal.unit')}</span>
                <select className="select" value={unit} onChange={event => setUnit(event.target.value as Unit)}>
                  {offered.map(each => (
                    <option key={each} value={each}>
                      {t(unitLabels[each])}
                    </option>
                  ))}
                </select>
              </label>
            </>
          ) : (
            <label className="field">
              <span>{t('rehearsal.moment')}</span>
              <input
                className="select"
                type="datetime-local"
                min={toLocal(now, zone)}
                max="2099-12-31T23:59"
                value={local}
                onChange={event => setTyped(event.target.value)}
              />
            </label>
          )}
          <ZoneField zone={zone} onChange={onZone} />
        </div>
        <p className={move.fault ? 'bad' : undefined} role="status">
          {move.fault ? t(move.fault) : t('rehearsal.willShow', { time: moment(move.value, zone, 'second') })}
        </p>
        {advance.error && <ErrorNote error={advance.error} />}
        <div>
          <Button type="primary" htmlType="submit" disabled={move.fault !== undefined} loading={advance.isPending}>
            {t('rehearsal.advance')}
          </Button>
        </div>
      </form>
    </section>
  );
}

// The moment is fixed when the wish is made, so a repeat of the call moves nothing further.
function useAdvance(zone: string) {
  const { t, moment } = useI18n();
  return useMutation({
    mutationFn: (to: Date) => rehearsal.advanceClock({ to: toTimestamp(to) }),
    onSuccess: async ({ now }) => {
      await queryClient.invalidateQueries();
      announce(t('rehearsal.advanced', { time: moment(now, zone, 'second') }));
    },
    // Somebody else may have moved it further meanwhile.
    onError: () => void queryClient.invalidateQueries({ queryKey: ['rehearsal'] }),
  });
}
