import { barsHeight, barsOption } from '@/components/chart/bars';
import { DataTable, type Column } from '@/components/DataTable';
import { Part } from '@/components/section/Part';
import { useI18n } from '@/i18n';
import { helpersOf, openingsPerCup, type Step } from '@/lib/coffee';

/** What openings on each step of the schedule bring. */
export function StepTable({ steps, file }: { steps: readonly Step[]; file: string }) {
  const { t, count, decimal } = useI18n();
  const nameOf = (step: Step): string => {
    const { from, to } = helpersOf(steps, steps.indexOf(step));
    return to === undefined ? t('coffee.helpersFrom', { from }) : t('coffee.helpers', { from, to });
  };
  const columns: Column<Step>[] = [
    { name: t('coffee.step'), render: nameOf },
    {
      name: t('coffee.perOpening'),
      definition: 'coffee.perOpeningDefinition',
      render: step => count(step.dropsPerOpen),
      figure: true,
    },
    {
      name: t('metric.openings'),
      definition: 'coffee.stepOpeningsDefinition',
      render: step => count(step.openings),
      figure: true,
    },
    {
      name: t('metric.drops'),
      definition: 'coffee.stepDropsDefinition',
      render: step => count(step.drops),
      figure: true,
    },
    {
      name: t('coffee.cupsFilled'),
      definition: 'coffee.stepCupsDefinition',
      render: step => count(step.cupsFilled),
      figure: true,
    },
    {
      name: t('coffee.openingsPerCup'),
      definition: 'coffee.openingsPerCupDefinition',
      render: step => decimal(openingsPerCup(step)),
      figure: true,
    },
    {
      name: t('coffee.reached'),
      definition: 'coffee.reachedDefinition',
      render: step => count(step.sharers),
      figure: true,
    },
  ];
  const bars = {
    name: t('metric.drops'),
    labels: steps.map(nameOf),
    values: steps.map(({ drops }) => Number(drops)),
    format: count,
  };
  return (
    <Part
      name="coffee-steps"
      title="coffee.steps"
      definition="coffee.stepsDefinition"
      file={file}
      header={[t('coffee.csvFrom'), ...columns.slice(1).map(({ name }) => name)]}
      cells={steps.map(step => [
        step.minHelpers,
        step.dropsPerOpen,
        step.openings,
        step.drops,
        step.cupsFilled,
        openingsPerCup(step) ?? '',
        step.sharers,
      ])}
      picture={theme => barsOption(bars, theme)}
      pictureHeight={barsHeight(steps.length)}
    >
      <DataTable
        caption={t('coffee.steps')}
        columns={columns}
        rows={steps}
        rowKey={({ minHelpers }) => String(minHelpers)}
      />
    </Part>
  );
}
