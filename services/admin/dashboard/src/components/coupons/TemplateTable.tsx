import { DataTable, type Column } from '@/components/DataTable';
import { Part } from '@/components/section/Part';
import { useBefore } from '@/components/section/useBefore';
import { useI18n } from '@/i18n';
import { formatFen } from '@/lib/money';
import { templateCells, templateName, type ComparedTemplate as Compared, type Template } from '@/lib/templates';

interface Props {
  readonly templates: readonly Compared[];
  readonly file: string;
  /** Of a range, the coupons used are not some of those given, so that there is no share of them. */
  readonly wholeLife: boolean;
}

/** The numbers of each template. */
export function TemplateTable({ templates, file, wholeLife }: Props) {
  const { t } = useI18n();
  const columns = useColumns(wholeLife);
  const numbers = useNumberNames();
  const compared = templates.some(({ before }) => before);
  return (
    <Part
      name="templates"
      title="templates.table"
      definition="templates.definition"
      file={file}
      header={[
        t('coupons.name'),
        t('coupons.template'),
        ...numbers,
        ...(compared ? numbers.map(metric => t('csv.previous', { metric })) : []),
      ]}
      cells={templateCells(templates)}
    >
      <div className="first-fixed first-wide">
        <DataTable
          caption={t('templates.table')}
          columns={columns}
          rows={templates}
          rowKey={({ now }) => now.templateId}
        />
      </div>
      {!wholeLife && <p className="quiet chart-foot">{t('templates.ownDays')}</p>}
    </Part>
  );
}

// The numbers of a template by name, as a file has them.
function useNumberNames(): string[] {
  const { t } = useI18n();
  const yuan = (name: string): string => t('csv.yuan', { metric: name });
  return [
    t('coupons.given'),
    yuan(t('templates.value')),
    t('templates.used'),
    t('templates.returned'),
    t('templates.expired'),
    yuan(t('value.discountFen')),
    yuan(t('value.reversedFen')),
    t('templates.baskets'),
    yuan(t('templates.basket')),
    t('templates.items'),
  ];
}

function useColumns(wholeLife: boolean): Column<Compared>[] {
  const { t, count, share } = useI18n();
  const { counted, paid } = useBefore();
  const numbers = (of: (each: Template) => bigint, show: (value: bigint) => string, compare: typeof counted) => ({
    render: ({ now, before }: Compared) => (
      <>
        {show(of(now))}
        <Note text={compare(of(now), before && of(before))} />
      </>
    ),
    figure: true,
  });
  const counts = (of: (each: Template) => bigint) => numbers(of, count, counted);
  const amounts = (of: (each: Template) => bigint) => numbers(of, formatFen, paid);
  const used: Column<Compared> = {
    name: t('templates.share'),
    definition: 'templates.shareDefinition',
    render: ({ now }) => share(now.redeemed - now.returned, now.given),
    figure: true,
  };
  return [
    {
      name: t('coupons.name'),
      render: ({ now }) => (
        <>
          {templateName(now)}
          <br />
          <code>{now.templateId}</code>
        </>
      ),
    },
    { name: t('coupons.given'), definition: 'templates.givenDefinition', ...counts(each => each.given) },
    { name: t('templates.value'), definition: 'valueDefinition.liabilityFen', ...amounts(each => each.liabilityFen) },
    { name: t('templates.used'), definition: 'templates.usedDefinition', ...counts(each => each.redeemed) },
    ...(wholeLife ? [used] : []),
    { name: t('templates.returned'), definition: 'templates.returnedDefinition', ...counts(each => each.returned) },
    { name: t('templates.expired'), definition: 'templates.expiredDefinition', ...counts(each => each.expired) },
    { name: t('templates.discount'), definition: 'valueDefinition.discountFen', ...amounts(each => each.discountFen) },
    { name: t('templates.reversed'), definition: 'valueDefinition.reversedFen', ...amounts(each => each.reversedFen) },
  ];
}

const Note = ({ text }: { text: string | undefined }) => text && <span className="figure-note">{text}</span>;
