import { FigureItem } from '@/components/FigureItem';
import { useBefore } from '@/components/section/useBefore';
import { useI18n } from '@/i18n';
import type { QueryGrowthCoffeeResponse } from '@/gen/fudai/admin/v1/stats_coffee_pb';

interface Props {
  readonly answer: QueryGrowthCoffeeResponse;
  readonly before: QueryGrowthCoffeeResponse | undefined;
}

/** Cups and drops. */
export function CoffeeFigures({ answer, before }: Props) {
  const { count } = useI18n();
  const compared = useBefore();
  return (
    <dl className="figures">
      <FigureItem
        name="coffee-in-progress"
        label="coffee.inProgress"
        definition="coffee.inProgressDefinition"
        value={count(answer.cupsInProgress)}
      />
      <FigureItem
        name="coffee-filled"
        label="coffee.cupsFilled"
        definition="coffee.cupsFilledDefinition"
        value={count(answer.cupsFilled)}
        note={compared.counted(answer.cupsFilled, before?.cupsFilled)}
      />
      <FigureItem
        name="coffee-drops"
        label="metric.drops"
        definition="coffee.dropsDefinition"
        value={count(answer.drops)}
        note={compared.counted(answer.drops, before?.drops)}
      />
    </dl>
  );
}
